// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.agent;

import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;

/**
 * Remembers what a static method makes of a text. For pure functions whose result is immutable.
 * What is remembered belongs to the class and goes with its class loader.
 */
final class TextMemoHook extends OverloadTarget {

    private static final String HOOKS = HookClasses.PACKAGE.replace('.', '/') + "TextMemo";

    /**
     * Creates a target.
     *
     * @param jar artifact
     * @param owner internal name of the class, which has no other such target
     * @param method name of a static method that takes a text and returns an object
     * @param descriptor the method's descriptor
     */
    TextMemoHook(String jar, String owner, String method, String descriptor) {
        super(null, jar, owner, method, descriptor);
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
                call("recall", "(", ")Ljava/lang/Object;");
                visitInsn(Opcodes.DUP);
                visitJumpInsn(Opcodes.IFNULL, unknown);
                visitTypeInsn(Opcodes.CHECKCAST, result);
                super.visitInsn(Opcodes.ARETURN);
                visitLabel(unknown);
                visitFrame(Opcodes.F_SAME1, 0, null, 1, new Object[] {"java/lang/Object"});
                visitInsn(Opcodes.POP);
                rewritten.found(TextMemoHook.this);
            }

            @Override
            public void visitInsn(int opcode) {
                if (opcode == Opcodes.ARETURN) {
                    visitInsn(Opcodes.DUP);
                    call("remember", "(Ljava/lang/Object;", ")V");
                }
                super.visitInsn(opcode);
            }

            private void call(String hook, String before, String after) {
                visitLdcInsn(Type.getObjectType(owner()));
                visitVarInsn(Opcodes.ALOAD, 0);
                visitMethodInsn(
                        Opcodes.INVOKESTATIC,
                        HOOKS,
                        hook,
                        before + "Ljava/lang/Class;Ljava/lang/String;" + after,
                        false);
            }

            @Override
            public void visitMaxs(int maxStack, int maxLocals) {
                super.visitMaxs(maxStack + 3, maxLocals);
            }
        };
    }
}
