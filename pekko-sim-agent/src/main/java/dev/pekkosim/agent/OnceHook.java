// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.agent;

import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Type;

/**
 * Has a static method of the JDK tell where it begins and ends, which makes something when it is
 * first asked and keeps it for the whole JVM. That is what a static initialiser does, and so it is
 * treated as one: what it draws is no part of the run that comes first.
 */
final class OnceHook extends OverloadTarget {

    /**
     * Creates a target.
     *
     * @param treatment what the first run of a JVM would differ without
     * @param owner internal name of the class
     * @param method name of a static method
     * @param descriptor the method's descriptor
     */
    OnceHook(Treatment treatment, String owner, String method, String descriptor) {
        super(treatment, "the JDK", owner, method, descriptor);
    }

    @Override
    MethodVisitor visitor(RewrittenClass rewritten, String descriptor, MethodVisitor next) {
        int result = Type.getReturnType(descriptor).getSize();
        return new InitialiserVisitor(rewritten, false, next) {

            @Override
            public void visitCode() {
                super.visitCode();
                rewritten.found(OnceHook.this);
            }

            @Override
            public void visitMaxs(int maxStack, int maxLocals) {
                super.visitMaxs(maxStack + result, maxLocals);
            }
        };
    }
}
