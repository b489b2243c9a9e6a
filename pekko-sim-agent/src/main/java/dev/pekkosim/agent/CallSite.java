// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.agent;

import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import org.jspecify.annotations.Nullable;

/**
 * One kind of call that is rewritten: a row of {@link CallSites}.
 *
 * @param treatment what it belongs to
 * @param opcode how the original is invoked; {@code invokespecial} of an ordinary method is a call
 *     of the superclass's own code
 * @param owner internal name of the class that the call names, or null for any: such a method is of
 *     {@code Object} or {@code Thread}, and the compiler names the type of the expression
 * @param name method name
 * @param descriptor method descriptor
 * @param place where the hook stands
 * @param hook name of the method in the hooks of its {@link Treatment}
 * @param hookDescriptor its descriptor
 * @param then descriptor of the overload to call after the hook, for {@link Place#ARGUMENT}
 */
record CallSite(
        Treatment treatment,
        int opcode,
        @Nullable String owner,
        String name,
        String descriptor,
        Place place,
        String hook,
        String hookDescriptor,
        @Nullable String then) {

    /** Where a hook stands in relation to the call. */
    enum Place {
        /** In place of the call. */
        INSTEAD,
        /**
         * Before the call, to supply one more argument (a clock, a seed); the original method is
         * called through its overload that takes it.
         */
        ARGUMENT,
        /**
         * In place of a constructor without arguments; the hook returns the object. The code before
         * it, {@code new} and {@code dup}, has left two references on the stack.
         */
        CONSTRUCTOR,
        /**
         * Before the call, which then happens as it stands. The hook takes the receiver, after the
         * first argument if there is one and before the second.
         */
        BEFORE,
        /** After the call. The hook takes the receiver and the result, and returns a result. */
        AFTER
    }

    /**
     * Internal name of the class of hooks; only ever a string here, so that nothing loads it early.
     */
    static final String HOOKS = "dev/pekkosim/agent/hook/SimHooks";

    /** What {@link #emit} needs on the operand stack beyond what the original call needed. */
    static final int EXTRA_STACK = 2;

    boolean matches(int opcode, String name, String descriptor) {
        return this.opcode == opcode
                && this.name.equals(name)
                && this.descriptor.equals(descriptor);
    }

    /** Whether the original is called on an object, whose type it names. */
    boolean hasReceiver() {
        return opcode == Opcodes.INVOKEVIRTUAL || isOfInterface();
    }

    private boolean isOfInterface() {
        return opcode == Opcodes.INVOKEINTERFACE;
    }

    boolean isConstructor() {
        return name.equals("<init>");
    }

    /** Whether a method handle can point at the hook itself, with no code around it. */
    boolean isDirect() {
        return place == Place.INSTEAD && opcode == Opcodes.INVOKESTATIC;
    }

    /**
     * Writes the replacement; the operand stack holds what the original call expects.
     *
     * @param code gets the instructions
     * @param called internal name of the class that the original call names
     */
    void emit(MethodVisitor code, String called) {
        switch (place) {
            case AFTER -> {
                code.visitInsn(Opcodes.DUP);
                code.visitMethodInsn(opcode, called, name, descriptor, isOfInterface());
            }
            case BEFORE -> emitReceiver(code);
            case CONSTRUCTOR -> code.visitInsn(Opcodes.POP2);
            case INSTEAD, ARGUMENT -> {}
        }
        code.visitMethodInsn(Opcodes.INVOKESTATIC, treatment.hooks(), hook, hookDescriptor, false);
        switch (place) {
            case INSTEAD, CONSTRUCTOR, AFTER -> {}
            case ARGUMENT -> code.visitMethodInsn(opcode, called, name, then, isOfInterface());
            case BEFORE -> {
                if (descriptor.startsWith("(JI)")) {
                    code.visitInsn(Opcodes.DUP2_X1);
                    code.visitInsn(Opcodes.POP2);
                }
                code.visitMethodInsn(opcode, called, name, descriptor, isOfInterface());
            }
        }
    }

    /**
     * Copies the receiver to the top; a {@code long} argument is given to the hook, which gives it
     * back.
     */
    private void emitReceiver(MethodVisitor code) {
        if (descriptor.startsWith("()")) {
            code.visitInsn(Opcodes.DUP);
        } else if (descriptor.startsWith("(JI)")) {
            // From receiver, long, int to receiver, int, long, receiver, int.
            code.visitInsn(Opcodes.DUP_X2);
            code.visitInsn(Opcodes.POP);
            code.visitInsn(Opcodes.DUP2_X2);
            code.visitInsn(Opcodes.POP2);
            code.visitInsn(Opcodes.DUP2_X2);
        } else {
            code.visitInsn(Opcodes.DUP2_X1);
            code.visitInsn(Opcodes.POP2);
            code.visitInsn(Opcodes.DUP_X2);
        }
    }
}
