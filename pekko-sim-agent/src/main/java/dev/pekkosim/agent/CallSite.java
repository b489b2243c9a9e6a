package dev.pekkosim.agent;

import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import org.jspecify.annotations.Nullable;

/**
 * One kind of call that is rewritten: a row of {@link CallSites}.
 *
 * <p>The hook is called in place of the original call. Where {@code then} is not null, the hook only
 * supplies one more argument (a clock, a seed), and the original method is called after it through its
 * overload with that descriptor.
 *
 * @param opcode how the original is invoked; an {@code invokespecial} of an ordinary method is a call of
 *     the superclass's own code and never matches
 * @param owner internal name of the class that the call names
 * @param name method name
 * @param descriptor method descriptor
 * @param hook name of the method of {@code SimHooks}
 * @param hookDescriptor its descriptor
 * @param then descriptor of the overload to call after the hook, or null if the hook replaces the call
 */
record CallSite(
        int opcode,
        String owner,
        String name,
        String descriptor,
        String hook,
        String hookDescriptor,
        @Nullable String then) {

    /** Internal name of the class of hooks; only ever a string here, so that nothing loads it early. */
    static final String HOOKS = "dev/pekkosim/agent/hook/SimHooks";

    /** What {@link #emit} needs on the operand stack beyond what the original call needed. */
    static final int EXTRA_STACK = 2;

    boolean matches(int opcode, String name, String descriptor) {
        return this.opcode == opcode
                && this.name.equals(name)
                && this.descriptor.equals(descriptor);
    }

    boolean isConstructor() {
        return name.equals("<init>");
    }

    /** Whether a method handle can point at the hook itself, with no code around it. */
    boolean isDirect() {
        return then == null && opcode == Opcodes.INVOKESTATIC;
    }

    /** Writes the replacement; the operand stack holds what the original call expects. */
    void emit(MethodVisitor code) {
        code.visitMethodInsn(Opcodes.INVOKESTATIC, HOOKS, hook, hookDescriptor, false);
        if (then != null) {
            code.visitMethodInsn(opcode, owner, name, then, false);
        }
    }
}
