// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.agent;

import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;

/** Tells the simulator of every message that a dispatcher is about to put into a mailbox. */
final class DispatchHook extends MethodTarget {

    /** Tells overloads apart: the type of the second argument. */
    private final String message;

    /**
     * Creates a target.
     *
     * @param owner internal name of a dispatcher
     * @param method a method that takes the receiving cell and a message
     * @param message internal name of the message's type
     */
    DispatchHook(String owner, String method, String message) {
        super("pekko-actor", owner, method);
        this.message = message;
    }

    @Override
    boolean matches(String name, String descriptor) {
        return super.matches(name, descriptor)
                && descriptor.equals("(Lorg/apache/pekko/actor/ActorCell;L" + message + ";)V");
    }

    @Override
    String expected() {
        return "overload for ActorCell and " + message.substring(message.lastIndexOf('/') + 1);
    }

    @Override
    MethodVisitor visitor(RewrittenClass rewritten, String descriptor, MethodVisitor next) {
        return new MethodVisitor(Opcodes.ASM9, next) {

            @Override
            public void visitCode() {
                super.visitCode();
                visitVarInsn(Opcodes.ALOAD, 0);
                visitVarInsn(Opcodes.ALOAD, 1);
                visitVarInsn(Opcodes.ALOAD, 2);
                visitMethodInsn(
                        Opcodes.INVOKESTATIC,
                        CallSite.HOOKS,
                        "dispatching",
                        "(Ljava/lang/Object;Ljava/lang/Object;Ljava/lang/Object;)V",
                        false);
                rewritten.found(DispatchHook.this);
            }

            @Override
            public void visitMaxs(int maxStack, int maxLocals) {
                super.visitMaxs(Math.max(maxStack, 3), maxLocals);
            }
        };
    }
}
