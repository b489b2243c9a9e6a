// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.agent;

import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;

/**
 * Lets the simulator make the remote transport: each {@code new} of one becomes a call of an extra
 * method, which asks the simulator first and constructs the original if that declines.
 */
final class TransportHook extends MethodTarget {

    /** What the transports have in common and what the simulator answers with. */
    private static final String TRANSPORT = "org/apache/pekko/remote/artery/ArteryTransport";

    private final String type;

    /**
     * Creates a target.
     *
     * @param owner internal name of the class that constructs the transport
     * @param method the method in which it does
     * @param type internal name of the transport
     */
    TransportHook(String owner, String method, String type) {
        super("pekko-remote", owner, method);
        this.type = type;
    }

    @Override
    String expected() {
        return "construction of " + type.substring(type.lastIndexOf('/') + 1);
    }

    @Override
    MethodVisitor visitor(RewrittenClass rewritten, String descriptor, MethodVisitor next) {
        return new MethodVisitor(Opcodes.ASM9, next) {

            /** Set from a dropped {@code new} until its {@code dup} is dropped too. */
            private boolean dropsDup;

            @Override
            public void visitTypeInsn(int opcode, String operand) {
                if (opcode == Opcodes.NEW && operand.equals(type)) {
                    dropsDup = true;
                } else {
                    super.visitTypeInsn(opcode, operand);
                }
            }

            @Override
            public void visitInsn(int opcode) {
                if (dropsDup && opcode == Opcodes.DUP) {
                    dropsDup = false;
                } else {
                    super.visitInsn(opcode);
                }
            }

            @Override
            public void visitMethodInsn(
                    int opcode, String owner, String name, String descriptor, boolean isInterface) {
                if (!owner.equals(type) || !name.equals("<init>")) {
                    super.visitMethodInsn(opcode, owner, name, descriptor, isInterface);
                    return;
                }
                if (dropsDup) {
                    throw new IllegalStateException("new " + type + " is not followed by dup");
                }
                Body body = new Body(type, descriptor);
                super.visitMethodInsn(
                        Opcodes.INVOKESTATIC,
                        rewritten.name(),
                        rewritten.extraMethods().add(type, body),
                        body.descriptor(),
                        rewritten.isInterface());
                rewritten.found(TransportHook.this);
            }
        };
    }

    /** The extra method: takes what the constructor takes, system and provider first. */
    private static final class Body implements ExtraMethods.Body {

        private final String type;
        private final String constructor;

        private Body(String type, String constructor) {
            this.type = type;
            this.constructor = constructor;
        }

        @Override
        public String descriptor() {
            return constructor.substring(0, constructor.length() - 1) + "L" + TRANSPORT + ";";
        }

        @Override
        public void emit(MethodVisitor code) {
            Label real = new Label();
            code.visitVarInsn(Opcodes.ALOAD, 0);
            code.visitVarInsn(Opcodes.ALOAD, 1);
            code.visitMethodInsn(
                    Opcodes.INVOKESTATIC,
                    CallSite.HOOKS,
                    "transport",
                    "(Ljava/lang/Object;Ljava/lang/Object;)Ljava/lang/Object;",
                    false);
            code.visitInsn(Opcodes.DUP);
            code.visitJumpInsn(Opcodes.IFNULL, real);
            code.visitTypeInsn(Opcodes.CHECKCAST, TRANSPORT);
            code.visitInsn(Opcodes.ARETURN);
            code.visitLabel(real);
            code.visitFrame(Opcodes.F_SAME1, 0, null, 1, new Object[] {"java/lang/Object"});
            code.visitInsn(Opcodes.POP);
            code.visitTypeInsn(Opcodes.NEW, type);
            code.visitInsn(Opcodes.DUP);
            int slot = 0;
            for (Type argument : Type.getArgumentTypes(constructor)) {
                code.visitVarInsn(argument.getOpcode(Opcodes.ILOAD), slot);
                slot += argument.getSize();
            }
            code.visitMethodInsn(Opcodes.INVOKESPECIAL, type, "<init>", constructor, false);
            code.visitInsn(Opcodes.ARETURN);
            code.visitMaxs(slot + 2, slot);
        }
    }
}
