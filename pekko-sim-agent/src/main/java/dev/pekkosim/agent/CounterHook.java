// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.agent;

import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;

/**
 * Counts once per incarnation of a node what Pekko counts once per JVM. Otherwise names of actors
 * and versions of data would depend on the runs before.
 */
final class CounterHook extends MethodTarget {

    private static final String ATOMICS = "java/util/concurrent/atomic/Atomic";

    private final int initial;

    /**
     * Creates a target.
     *
     * @param jar artifact
     * @param owner internal name of the class in which the counter is incremented
     * @param method name of the method in which it is
     * @param initial value of the counter in a new JVM
     */
    CounterHook(String jar, String owner, String method, int initial) {
        super(Treatment.COUNTERS, jar, owner, method);
        this.initial = initial;
    }

    @Override
    String expected() {
        return "increment of a counter";
    }

    @Override
    MethodVisitor visitor(RewrittenClass rewritten, String descriptor, MethodVisitor next) {
        return new MethodVisitor(Opcodes.ASM9, next) {

            @Override
            public void visitMethodInsn(
                    int opcode, String owner, String name, String descriptor, boolean isInterface) {
                if (!isIncrement(owner, name)) {
                    super.visitMethodInsn(opcode, owner, name, descriptor, isInterface);
                    return;
                }
                visitInsn(Opcodes.ICONST_0 + initial);
                super.visitMethodInsn(
                        Opcodes.INVOKESTATIC,
                        hooks(),
                        name,
                        "(L" + owner + ";I" + descriptor.substring(1),
                        false);
                rewritten.found(CounterHook.this);
            }

            @Override
            public void visitMaxs(int maxStack, int maxLocals) {
                super.visitMaxs(maxStack + 1, maxLocals);
            }
        };
    }

    private static boolean isIncrement(String owner, String name) {
        return (owner.equals(ATOMICS + "Long") || owner.equals(ATOMICS + "Integer"))
                && (name.equals("getAndIncrement") || name.equals("incrementAndGet"));
    }
}
