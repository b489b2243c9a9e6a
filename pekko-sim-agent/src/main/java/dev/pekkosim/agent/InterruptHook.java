// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.agent;

import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;

/**
 * Comes before the JDK tells a caller that its wait was interrupted, when it has taken the waiting
 * thread out of its queues. That is where a thread ends whose run is over: were it thrown out of
 * the wait itself, its node would stay in the queue and get what is meant for a thread of the next
 * run, if a static field keeps the queue.
 */
final class InterruptHook extends MethodTarget {

    private static final String EXCEPTION = "java/lang/InterruptedException";

    InterruptHook(String owner) {
        super(Treatment.WAITING, "the JDK", owner, "any method");
    }

    @Override
    boolean matches(String name, String descriptor) {
        return true;
    }

    @Override
    MethodVisitor visitor(RewrittenClass rewritten, String descriptor, MethodVisitor next) {
        return new MethodVisitor(Opcodes.ASM9, next) {

            @Override
            public void visitTypeInsn(int opcode, String type) {
                if (opcode == Opcodes.NEW && type.equals(EXCEPTION)) {
                    super.visitMethodInsn(
                            Opcodes.INVOKESTATIC, hooks(), "interrupted", "()V", false);
                    rewritten.found(InterruptHook.this);
                }
                super.visitTypeInsn(opcode, type);
            }
        };
    }

    @Override
    String expected() {
        return "new " + EXCEPTION;
    }
}
