// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.agent;

import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import org.jspecify.annotations.Nullable;

/** Passes what a class of the JDK reads from one of its static fields through the simulator. */
final class StaticFieldHook extends MethodTarget {

    private final @Nullable String method;
    private final String field;
    private final String hook;
    private final String type;

    /**
     * Creates a target.
     *
     * @param treatment what it belongs to
     * @param owner internal name of the class that reads the field
     * @param method name and descriptor of the method that reads it, or null for all methods
     * @param field the field's name
     * @param hook name of the hook
     * @param type descriptor of what the hook takes and returns
     */
    StaticFieldHook(
            Treatment treatment,
            String owner,
            @Nullable String method,
            String field,
            String hook,
            String type) {
        super(treatment, "the JDK", owner, method == null ? field : method);
        this.method = method;
        this.field = field;
        this.hook = hook;
        this.type = type;
    }

    @Override
    boolean matches(String name, String descriptor) {
        return method == null || method.equals(name + descriptor);
    }

    @Override
    String expected() {
        return "read of the field " + field;
    }

    @Override
    MethodVisitor visitor(RewrittenClass rewritten, String descriptor, MethodVisitor next) {
        return new MethodVisitor(Opcodes.ASM9, next) {

            @Override
            public void visitFieldInsn(int opcode, String owner, String name, String descriptor) {
                super.visitFieldInsn(opcode, owner, name, descriptor);
                if (opcode == Opcodes.GETSTATIC && name.equals(field)) {
                    visitMethodInsn(
                            Opcodes.INVOKESTATIC, hooks(), hook, "(" + type + ")" + type, false);
                    rewritten.found(StaticFieldHook.this);
                }
            }
        };
    }
}
