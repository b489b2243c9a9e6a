// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.agent;

import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;

/**
 * Leaves out {@code Config.checkValid} when the same configuration was found valid before. Each
 * actor system checks all of its configuration, which takes more than a third of its start.
 */
final class CheckOnceHook extends OverloadTarget {

    private static final String CHECK = "(Lcom/typesafe/config/Config;[Ljava/lang/String;)V";
    private static final String ARGUMENTS =
            "(Ljava/lang/Object;Ljava/lang/Object;[Ljava/lang/Object;)";

    /** Creates the target. */
    CheckOnceHook() {
        super(null, "config", "com/typesafe/config/impl/SimpleConfig", "checkValid", CHECK);
    }

    @Override
    boolean isRequired() {
        return false;
    }

    @Override
    MethodVisitor visitor(RewrittenClass rewritten, String descriptor, MethodVisitor next) {
        return new MethodVisitor(Opcodes.ASM9, next) {

            @Override
            public void visitCode() {
                super.visitCode();
                Label unknown = new Label();
                call("isChecked", "Z");
                visitJumpInsn(Opcodes.IFEQ, unknown);
                super.visitInsn(Opcodes.RETURN);
                visitLabel(unknown);
                visitFrame(Opcodes.F_SAME, 0, null, 0, null);
                visitInsn(Opcodes.NOP); // keeps this frame apart from one that may follow
                rewritten.found(CheckOnceHook.this);
            }

            @Override
            public void visitInsn(int opcode) {
                if (opcode == Opcodes.RETURN) {
                    call("checked", "V");
                }
                super.visitInsn(opcode);
            }

            private void call(String hook, String result) {
                visitVarInsn(Opcodes.ALOAD, 0);
                visitVarInsn(Opcodes.ALOAD, 1);
                visitVarInsn(Opcodes.ALOAD, 2);
                visitMethodInsn(
                        Opcodes.INVOKESTATIC, CallSite.HOOKS, hook, ARGUMENTS + result, false);
            }

            @Override
            public void visitMaxs(int maxStack, int maxLocals) {
                super.visitMaxs(Math.max(maxStack, 3), maxLocals);
            }
        };
    }
}
