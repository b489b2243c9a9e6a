// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.agent;

import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;

/**
 * Begins a static method of pekko-buggify with a question: is this thread part of a run? Then a
 * hook does the work of the method, and what it returns is returned; else the method goes on. The
 * hook takes the run, what the method takes, what the method lacks, and for a property the name of
 * the method.
 */
final class DelegateHook extends OverloadTarget {

    /** What a hook takes beyond what the method takes. */
    enum Supplement {
        NONE(""),
        /** The name of a point without one. */
        PLACE("Ljava/lang/String;"),
        /** The kind of a property. */
        KIND("Ljava/lang/String;"),
        /** Null for details, and the kind of a property. */
        NO_DETAILS_AND_KIND("[Ljava/lang/Object;Ljava/lang/String;");

        private final String descriptors;

        Supplement(String descriptors) {
            this.descriptors = descriptors;
        }
    }

    private static final String POINTS = HookClasses.PACKAGE.replace('.', '/') + "SimPoints";
    private static final String POINT_HOOKS = HookClasses.PACKAGE.replace('.', '/') + "PointHooks";

    private final String method;
    private final String descriptor;
    private final Supplement supplement;
    private final String hooks;
    private final String hook;

    /**
     * Creates a target.
     *
     * @param owner internal name of the class
     * @param method name of the method, which is static
     * @param descriptor its descriptor
     * @param hooks name of the class with the hook
     * @param hook name of the hook
     * @param supplement what the hook takes beyond what the method takes
     */
    DelegateHook(
            String owner,
            String method,
            String descriptor,
            String hooks,
            String hook,
            Supplement supplement) {
        super(null, "pekko-buggify", owner, method, descriptor);
        this.method = method;
        this.descriptor = descriptor;
        this.hooks = HookClasses.PACKAGE.replace('.', '/') + hooks;
        this.hook = hook;
        this.supplement = supplement;
    }

    /**
     * What the hook takes and returns; a type of pekko-buggify, which it cannot name, is given to
     * it as {@code Object}.
     */
    private String hookDescriptor() {
        StringBuilder text = new StringBuilder("(L").append(POINTS).append(';');
        for (Type argument : Type.getArgumentTypes(descriptor)) {
            String name = argument.getDescriptor();
            text.append(name.startsWith("L" + PointTargets.PACKAGE) ? "Ljava/lang/Object;" : name);
        }
        return text.append(supplement.descriptors)
                .append(')')
                .append(Type.getReturnType(descriptor))
                .toString();
    }

    @Override
    MethodVisitor visitor(RewrittenClass rewritten, String descriptor, MethodVisitor next) {
        return new MethodVisitor(Opcodes.ASM9, next) {

            @Override
            public void visitCode() {
                super.visitCode();
                emit(this);
                rewritten.found(DelegateHook.this);
            }

            @Override
            public void visitMaxs(int maxStack, int maxLocals) {
                int sizes = Type.getArgumentsAndReturnSizes(hookDescriptor());
                super.visitMaxs(Math.max(maxStack, Math.max(sizes >> 2, 2)), maxLocals);
            }
        };
    }

    private void emit(MethodVisitor code) {
        Label original = new Label();
        code.visitMethodInsn(
                Opcodes.INVOKESTATIC, POINT_HOOKS, "points", "()L" + POINTS + ";", false);
        code.visitInsn(Opcodes.DUP);
        code.visitJumpInsn(Opcodes.IFNULL, original);
        int slot = 0;
        for (Type argument : Type.getArgumentTypes(descriptor)) {
            code.visitVarInsn(argument.getOpcode(Opcodes.ILOAD), slot);
            slot += argument.getSize();
        }
        emitSupplement(code);
        code.visitMethodInsn(Opcodes.INVOKESTATIC, hooks, hook, hookDescriptor(), false);
        code.visitInsn(Type.getReturnType(descriptor).getOpcode(Opcodes.IRETURN));
        code.visitLabel(original);
        code.visitFrame(Opcodes.F_SAME1, 0, null, 1, new Object[] {POINTS});
        // After this frame, so that it is apart from one that the original begins with.
        code.visitInsn(Opcodes.POP);
    }

    private void emitSupplement(MethodVisitor code) {
        switch (supplement) {
            case NONE -> {}
            case PLACE ->
                code.visitMethodInsn(
                        Opcodes.INVOKESTATIC,
                        HookClasses.PACKAGE.replace('.', '/') + "Place",
                        "current",
                        "()Ljava/lang/String;",
                        false);
            case KIND -> code.visitLdcInsn(method);
            case NO_DETAILS_AND_KIND -> {
                code.visitInsn(Opcodes.ACONST_NULL);
                code.visitLdcInsn(method);
            }
        }
    }
}
