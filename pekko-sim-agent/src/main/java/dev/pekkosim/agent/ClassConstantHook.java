// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.agent;

import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;

/** Passes a class that a method of Pekko names through the simulator, which may name another. */
final class ClassConstantHook extends MethodTarget {

    private final String constant;
    private final String hook;

    /**
     * Creates a target.
     *
     * @param treatment what it belongs to
     * @param jar the artifact that holds the class, for the report
     * @param owner internal name of the class
     * @param method name of the method
     * @param constant internal name of the class that it names
     * @param hook name of the hook
     */
    ClassConstantHook(
            Treatment treatment,
            String jar,
            String owner,
            String method,
            String constant,
            String hook) {
        super(treatment, jar, owner, method);
        this.constant = constant;
        this.hook = hook;
    }

    @Override
    String expected() {
        return "class constant " + constant;
    }

    @Override
    MethodVisitor visitor(RewrittenClass rewritten, String descriptor, MethodVisitor next) {
        return new MethodVisitor(Opcodes.ASM9, next) {

            @Override
            public void visitLdcInsn(Object value) {
                super.visitLdcInsn(value);
                if (value instanceof Type type && type.getInternalName().equals(constant)) {
                    visitMethodInsn(
                            Opcodes.INVOKESTATIC,
                            hooks(),
                            hook,
                            "(Ljava/lang/Class;)Ljava/lang/Class;",
                            false);
                    rewritten.found(ClassConstantHook.this);
                }
            }
        };
    }
}
