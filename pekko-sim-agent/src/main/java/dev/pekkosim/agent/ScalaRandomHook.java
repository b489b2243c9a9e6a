// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.agent;

import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;

/**
 * Gives each node its own generator in place of the one that the JVM-wide object
 * {@code scala.util.Random} holds.
 */
final class ScalaRandomHook extends MethodTarget {

    private static final String OWNER = "scala/util/Random";
    private static final String FIELD = "self";
    private static final String GENERATOR = "Ljava/util/Random;";

    ScalaRandomHook() {
        super(Treatment.RANDOM, "scala-library", OWNER, FIELD);
    }

    @Override
    boolean matches(String name, String descriptor) {
        return true;
    }

    @Override
    String expected() {
        return "read of the field " + FIELD;
    }

    @Override
    MethodVisitor visitor(RewrittenClass rewritten, String descriptor, MethodVisitor next) {
        return new MethodVisitor(Opcodes.ASM9, next) {

            @Override
            public void visitFieldInsn(int opcode, String owner, String name, String descriptor) {
                boolean wanted =
                        opcode == Opcodes.GETFIELD && owner.equals(OWNER) && name.equals(FIELD);
                if (wanted) {
                    visitInsn(Opcodes.DUP);
                }
                super.visitFieldInsn(opcode, owner, name, descriptor);
                if (wanted) {
                    visitMethodInsn(
                            Opcodes.INVOKESTATIC,
                            hooks(),
                            "scalaRandom",
                            "(Ljava/lang/Object;" + GENERATOR + ")" + GENERATOR,
                            false);
                    rewritten.found(ScalaRandomHook.this);
                }
            }

            @Override
            public void visitMaxs(int maxStack, int maxLocals) {
                super.visitMaxs(maxStack + 1, maxLocals);
            }
        };
    }
}
