package dev.pekkosim.agent;

import java.util.ArrayList;
import java.util.List;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;
import org.jspecify.annotations.Nullable;

/**
 * Tells the simulator of every monitor that one method enters and leaves. A {@code synchronized} method becomes one with a
 * {@code synchronized} block around its code, since the flag leaves no place for a hook.
 *
 * <p>The monitors stay real. On a carrier the hook waits, before the monitor is entered, until no other step of the run is
 * inside, so that entering never blocks the thread.
 *
 * <p>The JVM compiles no method that a call could end by an exception while a monitor is held, since monitors would then not
 * pair up, and none in which a handler handles what it throws; they are interpreted for ever. So where a monitor is left, the
 * hook comes after, past the end of the range of the handler, if there is one: a handler that leaves a monitor handles its own
 * exceptions if Java's compiler made it, and nothing of the kind if Scala's did. A static {@code synchronized} method is
 * interpreted nevertheless, since the JVM takes a class that is loaded twice for two monitors.
 */
final class MonitorVisitor extends DelayedCallVisitor {

    private static final String DESCRIPTOR = "(Ljava/lang/Object;)V";

    /** Class files before this have no frames, and before the one before that no class constants. */
    private static final int FIRST_WITH_FRAMES = Opcodes.V1_6;

    private final RewrittenClass rewritten;
    private final @Nullable Block block;
    private final List<Label> ranges = new ArrayList<>();

    /** What a {@code synchronized} method is turned into. */
    record Block(boolean isStatic) {}

    /**
     * Creates the visitor.
     *
     * @param block what to put around the method's code, null for nothing
     */
    MonitorVisitor(RewrittenClass rewritten, @Nullable Block block, MethodVisitor next) {
        super(next);
        this.rewritten = rewritten;
        this.block = block;
    }

    /** Whether the flag of a method can be replaced by a block. */
    static boolean isReplaceable(int access, int version) {
        return (access & Opcodes.ACC_SYNCHRONIZED) != 0 && (version & 0xffff) >= Opcodes.V1_5;
    }

    @Override
    public void visitCode() {
        super.visitCode();
        if (block != null) {
            loadMonitor(block);
            visitInsn(Opcodes.MONITORENTER);
            mark();
            rewritten.changed();
        }
    }

    @Override
    public void visitInsn(int opcode) {
        switch (opcode) {
            case Opcodes.MONITORENTER -> {
                super.visitInsn(Opcodes.DUP);
                hook("monitorEnter");
                super.visitInsn(opcode);
            }
            case Opcodes.MONITOREXIT -> {
                super.visitInsn(Opcodes.DUP);
                if (hasFrames()) {
                    super.visitInsn(opcode);
                    callNext();
                } else {
                    // Whether a label is reached by a jump is not known.
                    emitCall();
                    super.visitInsn(opcode);
                }
            }
            case Opcodes.IRETURN,
                    Opcodes.LRETURN,
                    Opcodes.FRETURN,
                    Opcodes.DRETURN,
                    Opcodes.ARETURN,
                    Opcodes.RETURN -> {
                if (block == null) {
                    super.visitInsn(opcode);
                } else {
                    loadMonitor(block);
                    super.visitInsn(Opcodes.DUP);
                    emitCall();
                    super.visitInsn(Opcodes.MONITOREXIT);
                    mark();
                    // The return itself is outside, where the monitor is no longer held.
                    super.visitInsn(opcode);
                    mark();
                }
            }
            default -> super.visitInsn(opcode);
        }
    }

    @Override
    void emitCall() {
        hook("monitorExit");
    }

    private boolean hasFrames() {
        return (rewritten.version() & 0xffff) >= FIRST_WITH_FRAMES;
    }

    /** Begins or ends a range in which the monitor is held. */
    private void mark() {
        Label label = new Label();
        super.visitLabel(label);
        ranges.add(label);
    }

    private void hook(String name) {
        mv.visitMethodInsn(
                Opcodes.INVOKESTATIC, Treatment.MONITORS.hooks(), name, DESCRIPTOR, false);
        rewritten.changed();
    }

    private void loadMonitor(Block method) {
        if (method.isStatic()) {
            super.visitLdcInsn(Type.getObjectType(rewritten.name()));
        } else {
            super.visitVarInsn(Opcodes.ALOAD, 0);
        }
    }

    @Override
    public void visitMaxs(int maxStack, int maxLocals) {
        if (block != null) {
            mark();
            Label handler = ranges.get(ranges.size() - 1);
            for (int i = 0; i + 1 < ranges.size(); i += 2) {
                if (ranges.get(i).getOffset() < ranges.get(i + 1).getOffset()) {
                    super.visitTryCatchBlock(ranges.get(i), ranges.get(i + 1), handler, null);
                }
            }
            if (hasFrames()) {
                Object[] locals =
                        block.isStatic() ? new Object[0] : new Object[] {rewritten.name()};
                Object[] stack = {"java/lang/Throwable"};
                super.visitFrame(Opcodes.F_FULL, locals.length, locals, 1, stack);
            }
            loadMonitor(block);
            super.visitInsn(Opcodes.MONITOREXIT);
            loadMonitor(block);
            emitCall();
            super.visitInsn(Opcodes.ATHROW);
        }
        super.visitMaxs(maxStack + 2, maxLocals);
    }
}
