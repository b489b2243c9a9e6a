// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.agent;

import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;

/**
 * Hands the executor factory of every dispatcher to the simulator. The constructor of
 * {@code Dispatcher} is the one place through which each type of dispatcher and each configurator
 * passes.
 */
final class ExecutorFactoryHook extends MethodTarget {

    private static final String PROVIDER =
            "org/apache/pekko/dispatch/ExecutorServiceFactoryProvider";
    private static final String FACTORY = "org/apache/pekko/dispatch/ExecutorServiceFactory";
    private static final String CREATE = "createExecutorServiceFactory";

    ExecutorFactoryHook(String owner) {
        super("pekko-actor", owner, "<init>");
    }

    @Override
    String expected() {
        return "call of " + CREATE;
    }

    @Override
    MethodVisitor visitor(RewrittenClass rewritten, String descriptor, MethodVisitor next) {
        return new MethodVisitor(Opcodes.ASM9, next) {

            /** The verifier lets nobody pass {@code this} on before. */
            private boolean superCalled;

            @Override
            public void visitMethodInsn(
                    int opcode, String owner, String name, String descriptor, boolean isInterface) {
                super.visitMethodInsn(opcode, owner, name, descriptor, isInterface);
                superCalled |= opcode == Opcodes.INVOKESPECIAL && name.equals("<init>");
                if (superCalled && owner.equals(PROVIDER) && name.equals(CREATE)) {
                    visitVarInsn(Opcodes.ALOAD, 0);
                    super.visitMethodInsn(
                            Opcodes.INVOKESTATIC,
                            CallSite.HOOKS,
                            "executorFactory",
                            "(Ljava/lang/Object;Ljava/lang/Object;)Ljava/lang/Object;",
                            false);
                    visitTypeInsn(Opcodes.CHECKCAST, FACTORY);
                    rewritten.found(ExecutorFactoryHook.this);
                }
            }

            @Override
            public void visitMaxs(int maxStack, int maxLocals) {
                super.visitMaxs(maxStack + 1, maxLocals);
            }
        };
    }
}
