// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.agent;

import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;

/**
 * Tells of each ask when the reference is made that takes its answer. Its timeout is a timer of the
 * actor system through which it is asked, which a run must keep where the body of the run asks.
 */
final class AskHook extends MethodTarget {

    private static final String OBJECT = "Ljava/lang/Object;";

    /** The parameter that is the timeout, and the one that is whom is asked. */
    private static final int TIMEOUT = 2;

    private static final int TARGET = 3;

    /** Creates the target. */
    AskHook() {
        super("pekko-actor", "org/apache/pekko/pattern/PromiseActorRef$", "apply");
    }

    @Override
    String expected() {
        return "return";
    }

    @Override
    MethodVisitor visitor(RewrittenClass rewritten, String descriptor, MethodVisitor next) {
        return new MethodVisitor(Opcodes.ASM9, next) {

            @Override
            public void visitInsn(int opcode) {
                if (opcode == Opcodes.ARETURN) {
                    super.visitInsn(Opcodes.DUP);
                    super.visitVarInsn(Opcodes.ALOAD, TIMEOUT);
                    super.visitVarInsn(Opcodes.ALOAD, TARGET);
                    super.visitMethodInsn(
                            Opcodes.INVOKESTATIC,
                            hooks(),
                            "asked",
                            "(" + OBJECT + OBJECT + OBJECT + ")V",
                            false);
                    rewritten.found(AskHook.this);
                }
                super.visitInsn(opcode);
            }
        };
    }
}
