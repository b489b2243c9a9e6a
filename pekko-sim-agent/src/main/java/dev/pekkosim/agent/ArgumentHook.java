// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.agent;

import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;

/**
 * Begins a method or a constructor of Pekko with another value of one of its arguments, which the
 * simulator makes of it.
 */
final class ArgumentHook extends MethodTarget {

    private final String arguments;
    private final Type[] types;
    private final String hook;

    /**
     * Creates a target.
     *
     * @param jar the artifact that holds the class, for the report
     * @param owner internal name of the class
     * @param method name of the method, which is not static
     * @param arguments descriptors of its first arguments, all of them objects; the last of these
     *     is the one that gets another value
     * @param hook name of the hook, which takes them all
     */
    ArgumentHook(String jar, String owner, String method, String arguments, String hook) {
        super(jar, owner, method);
        this.arguments = arguments;
        this.types = Type.getArgumentTypes("(" + arguments + ")V");
        this.hook = hook;
    }

    @Override
    boolean matches(String name, String descriptor) {
        return super.matches(name, descriptor) && descriptor.startsWith("(" + arguments);
    }

    @Override
    String expected() {
        return "overload that begins with the arguments " + arguments;
    }

    /** What the hook takes; types that it cannot name are given to it as {@code Object}. */
    private String hookDescriptor() {
        StringBuilder text = new StringBuilder("(");
        for (Type type : types) {
            String name = type.getDescriptor();
            text.append(name.startsWith("Ljava/") ? name : "Ljava/lang/Object;");
        }
        return text.append(")Ljava/lang/Object;").toString();
    }

    @Override
    MethodVisitor visitor(RewrittenClass rewritten, String descriptor, MethodVisitor next) {
        return new MethodVisitor(Opcodes.ASM9, next) {

            @Override
            public void visitCode() {
                super.visitCode();
                for (int slot = 1; slot <= types.length; slot++) {
                    visitVarInsn(Opcodes.ALOAD, slot);
                }
                visitMethodInsn(
                        Opcodes.INVOKESTATIC, CallSite.HOOKS, hook, hookDescriptor(), false);
                visitTypeInsn(Opcodes.CHECKCAST, types[types.length - 1].getInternalName());
                visitVarInsn(Opcodes.ASTORE, types.length);
                rewritten.found(ArgumentHook.this);
            }

            @Override
            public void visitMaxs(int maxStack, int maxLocals) {
                super.visitMaxs(Math.max(maxStack, types.length), maxLocals);
            }
        };
    }
}
