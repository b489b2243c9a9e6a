// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.agent;

import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;
import org.jspecify.annotations.Nullable;

/**
 * Begins a method of the JDK or of Pekko with a question to the simulator, and returns at once if
 * that did the work. The hook takes what the method takes, after the object whose method it is.
 * What it returns says whether the method goes on:
 *
 * <ul>
 *   <li>nothing: it always does;
 *   <li>{@code false}, for a method that returns nothing: it does;
 *   <li>{@code false}, 0 or null, for one that returns such a thing: it does; any other value is
 *       returned.
 * </ul>
 *
 * <p>A descriptor may have a star in place of its last arguments, and of what it returns if the
 * hook only comes first: then all overloads get the hook, which takes the arguments before the
 * star.
 */
final class BodyHook extends MethodTarget {

    private static final String JDK = "the JDK";

    private final @Nullable Treatment treatment;
    private final String owner;

    /** The descriptor as it was given. */
    private final String starred;

    private final String descriptor;
    private final boolean isPrefix;
    private final boolean isStatic;
    private final String hook;
    private final @Nullable String answer;

    private BodyHook(
            @Nullable Treatment treatment,
            String jar,
            String owner,
            String method,
            String descriptor,
            boolean isStatic,
            String hook,
            @Nullable String answer) {
        super(treatment, jar, owner, method);
        this.treatment = treatment;
        this.owner = owner;
        this.starred = descriptor;
        this.isPrefix = descriptor.indexOf('*') >= 0;
        this.descriptor = withoutStar(descriptor);
        this.isStatic = isStatic;
        this.hook = hook;
        this.answer = answer;
    }

    /** A hook that can do the work of a method. */
    static BodyHook of(
            Treatment treatment, String owner, String method, String descriptor, String hook) {
        return new BodyHook(
                treatment, JDK, owner, method, descriptor, false, hook, answer(descriptor));
    }

    /** A hook that can do the work of a static method. */
    static BodyHook ofStatic(
            Treatment treatment, String owner, String method, String descriptor, String hook) {
        return new BodyHook(
                treatment, JDK, owner, method, descriptor, true, hook, answer(descriptor));
    }

    /** A hook that only comes first. */
    static BodyHook before(
            Treatment treatment, String owner, String method, String descriptor, String hook) {
        return new BodyHook(treatment, JDK, owner, method, descriptor, false, hook, null);
    }

    /** A hook that only comes first, and that belongs to no treatment. */
    static BodyHook alwaysBefore(String owner, String method, String descriptor, String hook) {
        return new BodyHook(null, JDK, owner, method, descriptor, false, hook, null);
    }

    /**
     * A hook that only comes first in a static method, or in any that it shall not get the object
     * of.
     */
    static BodyHook beforeStatic(
            Treatment treatment, String owner, String method, String descriptor, String hook) {
        return new BodyHook(treatment, JDK, owner, method, descriptor, true, hook, null);
    }

    /**
     * The same hook in a class that is not the JDK's.
     *
     * @param artifact the artifact that holds the class, for the report
     */
    BodyHook in(String artifact) {
        return new BodyHook(treatment, artifact, owner, method(), starred, isStatic, hook, answer);
    }

    private static String withoutStar(String descriptor) {
        String full = descriptor.endsWith("*") ? descriptor + ")V" : descriptor;
        return full.replace("*", "");
    }

    private static String answer(String descriptor) {
        Type result = Type.getReturnType(withoutStar(descriptor));
        return result.getSort() == Type.VOID ? "Z" : result.getDescriptor();
    }

    @Override
    boolean matches(String name, String descriptor) {
        return super.matches(name, descriptor)
                && (isPrefix
                        ? descriptor.startsWith(arguments())
                        : this.descriptor.equals(descriptor));
    }

    /** The beginning of the descriptor, up to where the star was. */
    private String arguments() {
        return descriptor.substring(0, descriptor.indexOf(')'));
    }

    @Override
    String expected() {
        return "overload with the descriptor " + (isPrefix ? arguments() + "…" : descriptor);
    }

    /**
     * What the hook takes and returns; types that the hooks cannot name, those of Pekko and Scala
     * and the JDK's own, are given to it as {@code Object}.
     */
    private String hookDescriptor() {
        StringBuilder text = new StringBuilder("(");
        if (!isStatic) {
            text.append(visible(Type.getObjectType(owner)));
        }
        for (Type argument : Type.getArgumentTypes(descriptor)) {
            text.append(visible(argument));
        }
        String result = answer == null ? "V" : visible(Type.getType(answer));
        return text.append(')').append(result).toString();
    }

    private static String visible(Type type) {
        String name = type.getDescriptor();
        boolean isHidden = name.startsWith("Ljdk/")
                || name.startsWith("Lsun/")
                || name.startsWith("Lscala/")
                || name.startsWith("Lorg/apache/pekko/");
        return isHidden ? "Ljava/lang/Object;" : name;
    }

    @Override
    MethodVisitor visitor(RewrittenClass rewritten, String descriptor, MethodVisitor next) {
        return new MethodVisitor(Opcodes.ASM9, next) {

            @Override
            public void visitCode() {
                super.visitCode();
                emit(this);
                rewritten.found(BodyHook.this);
            }

            @Override
            public void visitMaxs(int maxStack, int maxLocals) {
                int arguments = Type.getArgumentsAndReturnSizes(BodyHook.this.descriptor) >> 2;
                super.visitMaxs(Math.max(maxStack, arguments + 2), maxLocals);
            }
        };
    }

    private void emit(MethodVisitor code) {
        int slot = 0;
        if (!isStatic) {
            code.visitVarInsn(Opcodes.ALOAD, slot++);
        }
        for (Type argument : Type.getArgumentTypes(descriptor)) {
            code.visitVarInsn(argument.getOpcode(Opcodes.ILOAD), slot);
            slot += argument.getSize();
        }
        code.visitMethodInsn(Opcodes.INVOKESTATIC, hooks(), hook, hookDescriptor(), false);
        if (answer != null) {
            emitReturn(code, Type.getReturnType(descriptor));
        }
    }

    private static void emitReturn(MethodVisitor code, Type result) {
        Label original = new Label();
        switch (result.getSort()) {
            case Type.VOID -> {
                code.visitJumpInsn(Opcodes.IFEQ, original);
                code.visitInsn(Opcodes.RETURN);
                code.visitLabel(original);
                code.visitFrame(Opcodes.F_SAME, 0, null, 0, null);
            }
            case Type.BOOLEAN, Type.INT, Type.OBJECT, Type.ARRAY -> {
                boolean isInt = result.getSort() == Type.BOOLEAN || result.getSort() == Type.INT;
                code.visitInsn(Opcodes.DUP);
                code.visitJumpInsn(isInt ? Opcodes.IFEQ : Opcodes.IFNULL, original);
                code.visitInsn(result.getOpcode(Opcodes.IRETURN));
                code.visitLabel(original);
                Object onStack = isInt ? Opcodes.INTEGER : result.getInternalName();
                code.visitFrame(Opcodes.F_SAME1, 0, null, 1, new Object[] {onStack});
                code.visitInsn(Opcodes.POP);
            }
            default ->
                throw new IllegalStateException("no answer stands for going on in " + result);
        }
        // Keeps this frame apart from one that the original begins with.
        code.visitInsn(Opcodes.NOP);
    }
}
