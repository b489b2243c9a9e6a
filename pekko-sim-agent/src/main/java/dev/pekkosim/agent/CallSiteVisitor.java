// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.agent;

import net.bytebuddy.jar.asm.Handle;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;

/** Rewrites the calls of {@link CallSites} in one method, and method references to them. */
final class CallSiteVisitor extends MethodVisitor {

    static final String LAMBDAS = "java/lang/invoke/LambdaMetafactory";

    private final RewrittenClass rewritten;

    CallSiteVisitor(RewrittenClass rewritten, MethodVisitor next) {
        super(Opcodes.ASM9, next);
        this.rewritten = rewritten;
    }

    @Override
    public void visitMethodInsn(
            int opcode, String owner, String name, String descriptor, boolean isInterface) {
        CallSite row = CallSites.find(rewritten.treatments(), opcode, owner, name, descriptor);
        if (row == null) {
            super.visitMethodInsn(opcode, owner, name, descriptor, isInterface);
            return;
        }
        boolean isSuperCall =
                row.place() == CallSite.Place.CONSTRUCTOR && owner.equals(rewritten.superName());
        (isSuperCall ? CallSites.SUPER_RANDOM : row).emit(mv, owner);
        rewritten.changed();
    }

    @Override
    public void visitInvokeDynamicInsn(
            String name, String descriptor, Handle bootstrap, Object... arguments) {
        if (!bootstrap.getOwner().equals(LAMBDAS)) {
            super.visitInvokeDynamicInsn(name, descriptor, bootstrap, arguments);
            return;
        }
        Object[] replaced = arguments.clone();
        for (int i = 0; i < arguments.length; i++) {
            if (arguments[i] instanceof Handle handle) {
                replaced[i] = replace(handle, descriptor);
            }
        }
        super.visitInvokeDynamicInsn(name, descriptor, bootstrap, replaced);
    }

    private Handle replace(Handle handle, String captured) {
        int opcode = switch (handle.getTag()) {
            case Opcodes.H_INVOKESTATIC -> Opcodes.INVOKESTATIC;
            case Opcodes.H_INVOKEVIRTUAL -> Opcodes.INVOKEVIRTUAL;
            case Opcodes.H_INVOKEINTERFACE -> Opcodes.INVOKEINTERFACE;
            case Opcodes.H_NEWINVOKESPECIAL -> Opcodes.INVOKESPECIAL;
            default -> Opcodes.NOP;
        };
        CallSite row = CallSites.find(
                rewritten.treatments(),
                opcode,
                handle.getOwner(),
                handle.getName(),
                handle.getDesc());
        if (row == null) {
            return handle;
        }
        rewritten.changed();
        if (row.isDirect()) {
            return new Handle(
                    Opcodes.H_INVOKESTATIC,
                    row.treatment().hooks(),
                    row.hook(),
                    row.hookDescriptor(),
                    false);
        }
        HandleBridge bridge = new HandleBridge(
                row, handle.getOwner(), receiver(row, handle.getOwner(), captured));
        String name = rewritten.extraMethods().add(bridge.key(), bridge);
        return new Handle(
                Opcodes.H_INVOKESTATIC,
                rewritten.name(),
                name,
                bridge.descriptor(),
                rewritten.isInterface());
    }

    /**
     * The type of a virtual method's receiver. A static implementation must take a captured
     * receiver as exactly the type that is captured, which can be a subclass of the handle's owner.
     */
    private static Type receiver(CallSite row, String owner, String captured) {
        Type[] arguments = Type.getArgumentTypes(captured);
        return arguments.length == 0 || !row.hasReceiver()
                ? Type.getObjectType(owner)
                : arguments[0];
    }

    @Override
    public void visitMaxs(int maxStack, int maxLocals) {
        super.visitMaxs(maxStack + CallSite.EXTRA_STACK, maxLocals);
    }
}
