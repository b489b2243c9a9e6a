// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.agent;

import java.util.ArrayList;
import java.util.List;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;
import org.jspecify.annotations.Nullable;

/**
 * A buggify point at the beginning of a method of Pekko. When it fires, the simulator may do
 * something of its own, and the method is left out or goes on with another argument. A release of
 * Pekko without the place only lacks the point; see {@link PointCheck}.
 */
final class PointHook extends MethodTarget {

    private static final String UNIT = "scala/runtime/BoxedUnit";

    /**
     * What a point cannot do without, besides its place.
     *
     * @param owner internal name of a class
     * @param member a field or method that it declares, by its name in Scala; empty if the class is
     *     all
     */
    record Need(String owner, String member) {}

    /** What happens when the point fires. */
    enum Effect {
        /** The method does nothing: it returns nothing, or {@code false}. */
        LEAVES_OUT,
        /** The simulator says what the argument is. */
        REPLACES_ARGUMENT,
        /** The method throws what the simulator makes. */
        THROWS
    }

    private final String name;
    private final int oneIn;
    private final Effect effect;
    private final int argument;
    private final @Nullable String onlyFor;
    private final List<Need> needs = new ArrayList<>();
    private String models = "";
    private int firstSlot = 1;

    /**
     * Creates a point.
     *
     * @param name its name
     * @param oneIn in how many calls it fires once while it is active
     * @param effect what happens then
     * @param jar artifact
     * @param owner internal name of the class
     * @param method name of an instance method, if not {@link #inLambda()}
     * @param argument which argument it looks at, from 0; -1 for none
     * @param onlyFor the class that the argument must have, by its binary name; null for any
     */
    PointHook(
            String name,
            int oneIn,
            Effect effect,
            String jar,
            String owner,
            String method,
            int argument,
            @Nullable String onlyFor) {
        super(jar, owner, method);
        this.name = name;
        this.oneIn = oneIn;
        this.effect = effect;
        this.argument = argument;
        this.onlyFor = onlyFor;
        if (onlyFor != null) {
            needs(onlyFor.replace('.', '/'));
        }
    }

    /**
     * Names what the simulator uses of Pekko when the point is reached or fires.
     *
     * @param type internal name of a class
     * @param members fields or methods that it declares; none if the class is all
     */
    PointHook needs(String type, String... members) {
        needs.add(new Need(type, ""));
        for (String member : members) {
            needs.add(new Need(type, member));
        }
        return this;
    }

    /**
     * Says that the method is the body of a lambda, which Scala compiles to a static method: its
     * argument 0 is the object that made the lambda.
     */
    PointHook inLambda() {
        firstSlot = 0;
        return this;
    }

    /** Names the real event that it models. */
    PointHook models(String event) {
        models = event;
        return this;
    }

    /** The real event that it models. */
    String models() {
        return models;
    }

    List<Need> needs() {
        return needs;
    }

    String name() {
        return name;
    }

    @Override
    boolean isRequired() {
        return false;
    }

    @Override
    String expected() {
        return "method " + method()
                + switch (argument) {
                    case -1 -> "";
                    case 0 -> " with an argument";
                    default -> " with " + (argument + 1) + " arguments";
                }
                + (effect == Effect.LEAVES_OUT ? " that returns nothing or a boolean" : "");
    }

    @Override
    boolean matches(String name, String descriptor) {
        return super.matches(name, descriptor)
                && looksAtAnObject(Type.getArgumentTypes(descriptor))
                && returnsNothingMuch(Type.getReturnType(descriptor));
    }

    private boolean looksAtAnObject(Type[] arguments) {
        return argument < 0
                || (argument < arguments.length && arguments[argument].getSort() >= Type.ARRAY);
    }

    private boolean returnsNothingMuch(Type result) {
        return effect != Effect.LEAVES_OUT
                || result.getSort() == Type.VOID
                || result.getSort() == Type.BOOLEAN
                || result.getInternalName().equals(UNIT);
    }

    @Override
    MethodVisitor visitor(RewrittenClass rewritten, String descriptor, MethodVisitor next) {
        return new MethodVisitor(Opcodes.ASM9, next) {

            @Override
            public void visitCode() {
                super.visitCode();
                if (effect == Effect.REPLACES_ARGUMENT) {
                    replaceArgument(this, descriptor);
                } else {
                    leaveOut(this, Type.getReturnType(descriptor), descriptor);
                }
                rewritten.found(PointHook.this);
            }

            @Override
            public void visitMaxs(int maxStack, int maxLocals) {
                super.visitMaxs(Math.max(maxStack, 5), maxLocals);
            }
        };
    }

    private void ask(MethodVisitor code, String descriptor, String hook, String result) {
        code.visitLdcInsn(name);
        code.visitLdcInsn(oneIn);
        code.visitVarInsn(Opcodes.ALOAD, 0);
        if (argument < 0) {
            code.visitInsn(Opcodes.ACONST_NULL);
        } else {
            code.visitVarInsn(Opcodes.ALOAD, slot(descriptor));
        }
        if (onlyFor == null) {
            code.visitInsn(Opcodes.ACONST_NULL);
        } else {
            code.visitLdcInsn(onlyFor);
        }
        code.visitMethodInsn(
                Opcodes.INVOKESTATIC,
                CallSite.HOOKS,
                hook,
                "(Ljava/lang/String;ILjava/lang/Object;Ljava/lang/Object;Ljava/lang/String;)"
                        + result,
                false);
    }

    private int slot(String descriptor) {
        Type[] arguments = Type.getArgumentTypes(descriptor);
        int slot = firstSlot;
        for (int i = 0; i < argument; i++) {
            slot += arguments[i].getSize();
        }
        return slot;
    }

    private void replaceArgument(MethodVisitor code, String descriptor) {
        ask(code, descriptor, "pointArgument", "Ljava/lang/Object;");
        Type type = Type.getArgumentTypes(descriptor)[argument];
        code.visitTypeInsn(Opcodes.CHECKCAST, type.getInternalName());
        code.visitVarInsn(Opcodes.ASTORE, slot(descriptor));
    }

    private void leaveOut(MethodVisitor code, Type result, String descriptor) {
        Label goOn = new Label();
        ask(code, descriptor, effect == Effect.THROWS ? "pointThrows" : "pointFires", "Z");
        code.visitJumpInsn(Opcodes.IFEQ, goOn);
        switch (result.getSort()) {
            case Type.BOOLEAN -> {
                code.visitInsn(Opcodes.ICONST_0);
                code.visitInsn(Opcodes.IRETURN);
            }
            case Type.OBJECT -> {
                code.visitFieldInsn(Opcodes.GETSTATIC, UNIT, "UNIT", "L" + UNIT + ";");
                code.visitInsn(Opcodes.ARETURN);
            }
            default -> code.visitInsn(Opcodes.RETURN);
        }
        code.visitLabel(goOn);
        code.visitFrame(Opcodes.F_SAME, 0, null, 0, null);
        code.visitInsn(Opcodes.NOP); // keeps this frame apart from one that may follow
    }
}
