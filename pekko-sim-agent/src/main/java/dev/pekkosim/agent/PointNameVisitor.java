// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.agent;

import net.bytebuddy.jar.asm.Handle;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;

/**
 * Gives the buggify points in one method that have no name the place of their call as their name,
 * and method references to them the place of the reference.
 */
final class PointNameVisitor extends MethodVisitor {

    private final RewrittenClass rewritten;
    private final String method;
    private int line;

    PointNameVisitor(RewrittenClass rewritten, String method, MethodVisitor next) {
        super(Opcodes.ASM9, next);
        this.rewritten = rewritten;
        this.method = method;
    }

    @Override
    public void visitLineNumber(int line, Label start) {
        this.line = line;
        super.visitLineNumber(line, start);
    }

    @Override
    public void visitMethodInsn(
            int opcode, String owner, String name, String descriptor, boolean isInterface) {
        if (!PointTargets.isUnnamed(owner, name, descriptor)) {
            super.visitMethodInsn(opcode, owner, name, descriptor, isInterface);
            return;
        }
        visitLdcInsn(nextName());
        super.visitMethodInsn(opcode, owner, name, PointTargets.named(descriptor), isInterface);
    }

    @Override
    public void visitInvokeDynamicInsn(
            String name, String descriptor, Handle bootstrap, Object... arguments) {
        if (!bootstrap.getOwner().equals(CallSiteVisitor.LAMBDAS)) {
            super.visitInvokeDynamicInsn(name, descriptor, bootstrap, arguments);
            return;
        }
        Object[] replaced = arguments.clone();
        for (int i = 0; i < arguments.length; i++) {
            if (arguments[i] instanceof Handle handle
                    && PointTargets.isUnnamed(
                            handle.getOwner(), handle.getName(), handle.getDesc())) {
                replaced[i] = bridge(handle);
            }
        }
        super.visitInvokeDynamicInsn(name, descriptor, bootstrap, replaced);
    }

    private Handle bridge(Handle handle) {
        NameBridge bridge = new NameBridge(handle.getName(), handle.getDesc(), nextName());
        String name = rewritten.extraMethods().add(bridge.key(), bridge);
        return new Handle(
                Opcodes.H_INVOKESTATIC,
                rewritten.name(),
                name,
                bridge.descriptor(),
                rewritten.isInterface());
    }

    private String nextName() {
        rewritten.changed();
        return rewritten.pointNames().next(method, line);
    }

    @Override
    public void visitMaxs(int maxStack, int maxLocals) {
        super.visitMaxs(maxStack + 1, maxLocals);
    }

    /**
     * The static method that a reference to a point refers to instead.
     *
     * @param method the point's method
     * @param descriptor its descriptor, without a name
     * @param place the name
     */
    private record NameBridge(String method, String descriptor, String place)
            implements ExtraMethods.Body {

        /** No two references have one name. */
        String key() {
            return place;
        }

        @Override
        public void emit(MethodVisitor code) {
            int slot = 0;
            for (Type argument : Type.getArgumentTypes(descriptor)) {
                code.visitVarInsn(argument.getOpcode(Opcodes.ILOAD), slot);
                slot += argument.getSize();
            }
            code.visitLdcInsn(place);
            code.visitMethodInsn(
                    Opcodes.INVOKESTATIC,
                    PointTargets.BUGGIFY,
                    method,
                    PointTargets.named(descriptor),
                    false);
            code.visitInsn(Type.getReturnType(descriptor).getOpcode(Opcodes.IRETURN));
            code.visitMaxs(Math.max(slot + 1, 2), slot);
        }
    }
}
