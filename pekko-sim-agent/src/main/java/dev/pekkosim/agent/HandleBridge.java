// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.agent;

import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;

/**
 * The static method that stands in for a method reference such as {@code LocalDate::now},
 * {@code Random::new} or {@code random::nextInt}, where no single hook has the shape that is
 * needed.
 */
final class HandleBridge implements ExtraMethods.Body {

    private final CallSite row;
    private final String called;
    private final String descriptor;

    /**
     * Creates the bridge.
     *
     * @param row the call that the reference names
     * @param called internal name of the class that it names
     * @param receiver the receiver's type, if the row is a virtual call
     */
    HandleBridge(CallSite row, String called, Type receiver) {
        this.row = row;
        this.called = called;
        descriptor = switch (row.opcode()) {
            case Opcodes.INVOKESTATIC -> row.descriptor();
            case Opcodes.INVOKEVIRTUAL, Opcodes.INVOKEINTERFACE ->
                "(" + receiver.getDescriptor() + row.descriptor().substring(1);
            default -> "()L" + called + ";";
        };
    }

    /** Tells bridges of one class apart. */
    String key() {
        return called + '.' + row.name() + row.descriptor() + descriptor;
    }

    @Override
    public String descriptor() {
        return descriptor;
    }

    @Override
    public void emit(MethodVisitor code) {
        int slot = 0;
        int stack = CallSite.EXTRA_STACK;
        if (row.isConstructor()) {
            code.visitTypeInsn(Opcodes.NEW, called);
            code.visitInsn(Opcodes.DUP);
            stack += 2;
        }
        for (Type argument : Type.getArgumentTypes(descriptor)) {
            code.visitVarInsn(argument.getOpcode(Opcodes.ILOAD), slot);
            slot += argument.getSize();
        }
        row.emit(code, called);
        code.visitInsn(Type.getReturnType(descriptor).getOpcode(Opcodes.IRETURN));
        code.visitMaxs(stack + slot, slot);
    }
}
