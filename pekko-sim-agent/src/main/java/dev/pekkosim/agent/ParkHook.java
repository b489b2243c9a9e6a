package dev.pekkosim.agent;

import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;

/**
 * Begins a method of {@code LockSupport} with a question to the simulator, and returns at once if that
 * did the work in virtual time.
 */
final class ParkHook extends MethodTarget {

    private static final String LOCK_SUPPORT = "java/util/concurrent/locks/LockSupport";

    /** How the hook gets its argument. */
    private enum Argument {
        /** The constant for "no limit". */
        UNLIMITED("park", "(Ljava/lang/Object;J)Z"),
        /** A duration; the original does nothing unless it is positive. */
        NANOS("park", "(Ljava/lang/Object;J)Z"),
        /** A point in time. */
        DEADLINE("parkUntil", "(Ljava/lang/Object;J)Z"),
        /** A thread. */
        THREAD("unpark", "(Ljava/lang/Thread;)Z");

        private final String hook;
        private final String descriptor;

        Argument(String hook, String descriptor) {
            this.hook = hook;
            this.descriptor = descriptor;
        }
    }

    private final String descriptor;
    private final Argument argument;
    private final int slot;

    private ParkHook(String method, String descriptor, Argument argument, int slot) {
        super("java.base", LOCK_SUPPORT, method);
        this.descriptor = descriptor;
        this.argument = argument;
        this.slot = slot;
    }

    /** One target for each method of {@code LockSupport} that blocks or wakes. */
    static MethodTarget[] all() {
        return new MethodTarget[] {
            new ParkHook("park", "()V", Argument.UNLIMITED, 0),
            new ParkHook("park", "(Ljava/lang/Object;)V", Argument.UNLIMITED, 0),
            new ParkHook("parkNanos", "(J)V", Argument.NANOS, 0),
            new ParkHook("parkNanos", "(Ljava/lang/Object;J)V", Argument.NANOS, 1),
            new ParkHook("parkUntil", "(J)V", Argument.DEADLINE, 0),
            new ParkHook("parkUntil", "(Ljava/lang/Object;J)V", Argument.DEADLINE, 1),
            new ParkHook("unpark", "(Ljava/lang/Thread;)V", Argument.THREAD, 0),
        };
    }

    @Override
    boolean matches(String name, String descriptor) {
        return super.matches(name, descriptor) && this.descriptor.equals(descriptor);
    }

    @Override
    String expected() {
        return "overload with the descriptor " + descriptor;
    }

    @Override
    MethodVisitor visitor(RewrittenClass rewritten, String descriptor, MethodVisitor next) {
        return new MethodVisitor(Opcodes.ASM9, next) {

            @Override
            public void visitCode() {
                super.visitCode();
                Label original = new Label();
                if (argument == Argument.NANOS) {
                    visitVarInsn(Opcodes.LLOAD, slot);
                    visitInsn(Opcodes.LCONST_0);
                    visitInsn(Opcodes.LCMP);
                    visitJumpInsn(Opcodes.IFLE, original);
                }
                if (argument != Argument.THREAD) {
                    pushBlocker();
                }
                switch (argument) {
                    case UNLIMITED -> visitLdcInsn(-1L);
                    case NANOS, DEADLINE -> visitVarInsn(Opcodes.LLOAD, slot);
                    case THREAD -> visitVarInsn(Opcodes.ALOAD, slot);
                }
                visitMethodInsn(
                        Opcodes.INVOKESTATIC,
                        CallSite.HOOKS,
                        argument.hook,
                        argument.descriptor,
                        false);
                visitJumpInsn(Opcodes.IFEQ, original);
                visitInsn(Opcodes.RETURN);
                visitLabel(original);
                visitFrame(Opcodes.F_SAME, 0, null, 0, null);
                rewritten.found(ParkHook.this);
            }

            /** What is waited for, or null where the caller does not say. */
            private void pushBlocker() {
                if (ParkHook.this.descriptor.startsWith("(Ljava/lang/Object;")) {
                    visitVarInsn(Opcodes.ALOAD, 0);
                } else {
                    visitInsn(Opcodes.ACONST_NULL);
                }
            }

            @Override
            public void visitMaxs(int maxStack, int maxLocals) {
                super.visitMaxs(Math.max(maxStack, 4), maxLocals);
            }
        };
    }
}
