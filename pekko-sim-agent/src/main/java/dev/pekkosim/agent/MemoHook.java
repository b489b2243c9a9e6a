// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.agent;

import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;

/**
 * Remembers what a method makes of a configuration and of one argument. For pure functions of
 * immutable objects that a run calls again and again, as no real cluster would. What is remembered
 * lies in the configuration (see {@link MemoHolders}) and goes with it.
 */
final class MemoHook extends OverloadTarget {

    private final int holder;
    private final int other;
    private final String function;
    private final String recall;
    private final String remember;

    /**
     * Creates a target.
     *
     * @param jar artifact
     * @param owner internal name of the class
     * @param method name of an instance method that returns an object
     * @param descriptor the method's descriptor
     * @param holder which of its variables is the configuration; 0 is the object itself
     * @param other which of them is the argument
     */
    MemoHook(String jar, String owner, String method, String descriptor, int holder, int other) {
        this(jar, owner, method, descriptor, holder, other, "");
    }

    private MemoHook(
            String jar,
            String owner,
            String method,
            String descriptor,
            int holder,
            int other,
            String kind) {
        super(null, jar, owner, method, descriptor);
        this.holder = holder;
        this.other = other;
        this.function = owner + "." + method;
        this.recall = "recall" + kind;
        this.remember = "remember" + kind;
    }

    /**
     * A target that merges two configurations: what else could be merged, such as parts of them, is
     * not remembered.
     *
     * @param owner internal name of the class
     * @param method name of an instance method that takes what is merged with the object
     * @param descriptor the method's descriptor
     */
    static MemoHook merge(String owner, String method, String descriptor) {
        return new MemoHook("config", owner, method, descriptor, 0, 1, "Merge");
    }

    @Override
    boolean isRequired() {
        return false;
    }

    @Override
    MethodVisitor visitor(RewrittenClass rewritten, String descriptor, MethodVisitor next) {
        String result = Type.getReturnType(descriptor).getInternalName();
        return new MethodVisitor(Opcodes.ASM9, next) {

            @Override
            public void visitCode() {
                super.visitCode();
                Label unknown = new Label();
                call(recall, "(", ")Ljava/lang/Object;");
                visitInsn(Opcodes.DUP);
                visitJumpInsn(Opcodes.IFNULL, unknown);
                visitTypeInsn(Opcodes.CHECKCAST, result);
                super.visitInsn(Opcodes.ARETURN);
                visitLabel(unknown);
                visitFrame(Opcodes.F_SAME1, 0, null, 1, new Object[] {"java/lang/Object"});
                visitInsn(Opcodes.POP);
                rewritten.found(MemoHook.this);
            }

            @Override
            public void visitInsn(int opcode) {
                if (opcode == Opcodes.ARETURN) {
                    visitInsn(Opcodes.DUP);
                    call(remember, "(Ljava/lang/Object;", ")V");
                }
                super.visitInsn(opcode);
            }

            private void call(String hook, String before, String after) {
                visitVarInsn(Opcodes.ALOAD, holder);
                visitVarInsn(Opcodes.ALOAD, other);
                visitLdcInsn(function);
                visitMethodInsn(
                        Opcodes.INVOKESTATIC,
                        CallSite.HOOKS,
                        hook,
                        before + "Ljava/lang/Object;Ljava/lang/Object;Ljava/lang/String;" + after,
                        false);
            }

            @Override
            public void visitMaxs(int maxStack, int maxLocals) {
                super.visitMaxs(maxStack + 4, maxLocals);
            }
        };
    }
}
