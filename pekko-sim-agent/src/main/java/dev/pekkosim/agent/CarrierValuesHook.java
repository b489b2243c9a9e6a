// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.agent;

import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;

/**
 * Has an object keep itself what its {@code ThreadLocal} holds for carriers. Pekko's cache of
 * resolved references is such an object: one per actor system, with values that refer to the
 * system, so that a carrier would keep every system it has worked for.
 */
final class CarrierValuesHook extends MethodTarget {

    private static final String LOCAL = "java/lang/ThreadLocal";
    private static final String VALUES = "dev/pekkosim/agent/hook/CarrierValues";
    private static final String FIELD = "pekkosim$values";

    /**
     * Creates a target.
     *
     * @param jar artifact
     * @param owner internal name of the class
     * @param method an instance method that asks a {@code ThreadLocal} of its object, and no other
     */
    CarrierValuesHook(String jar, String owner, String method) {
        super(jar, owner, method);
    }

    @Override
    String expected() {
        return "ThreadLocal.get";
    }

    @Override
    MethodVisitor visitor(RewrittenClass rewritten, String descriptor, MethodVisitor next) {
        return new MethodVisitor(Opcodes.ASM9, next) {

            @Override
            public void visitCode() {
                super.visitCode();
                Label made = new Label();
                field(Opcodes.GETFIELD);
                visitJumpInsn(Opcodes.IFNONNULL, made);
                visitVarInsn(Opcodes.ALOAD, 0);
                visitTypeInsn(Opcodes.NEW, VALUES);
                visitInsn(Opcodes.DUP);
                super.visitMethodInsn(Opcodes.INVOKESPECIAL, VALUES, "<init>", "()V", false);
                visitFieldInsn(Opcodes.PUTFIELD, rewritten.name(), FIELD, "L" + VALUES + ";");
                visitLabel(made);
                visitFrame(Opcodes.F_SAME, 0, null, 0, null);
                visitInsn(Opcodes.NOP); // keeps this frame apart from one that may follow
            }

            @Override
            public void visitMethodInsn(
                    int opcode, String owner, String name, String descriptor, boolean isInterface) {
                if (!owner.equals(LOCAL) || !name.equals("get")) {
                    super.visitMethodInsn(opcode, owner, name, descriptor, isInterface);
                    return;
                }
                field(Opcodes.GETFIELD);
                super.visitMethodInsn(
                        Opcodes.INVOKESTATIC,
                        VALUES,
                        "get",
                        "(L" + LOCAL + ";L" + VALUES + ";)Ljava/lang/Object;",
                        false);
                rewritten.found(CarrierValuesHook.this);
                rewritten.atEnd(
                        CarrierValuesHook.this,
                        members -> members.visitField(
                                        Opcodes.ACC_PRIVATE | Opcodes.ACC_SYNTHETIC,
                                        FIELD,
                                        "L" + VALUES + ";",
                                        null,
                                        null)
                                .visitEnd());
            }

            private void field(int opcode) {
                visitVarInsn(Opcodes.ALOAD, 0);
                visitFieldInsn(opcode, rewritten.name(), FIELD, "L" + VALUES + ";");
            }

            @Override
            public void visitMaxs(int maxStack, int maxLocals) {
                super.visitMaxs(maxStack + 3, maxLocals);
            }
        };
    }
}
