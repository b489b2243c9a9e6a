// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.agent;

import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;
import org.jspecify.annotations.Nullable;

/**
 * Reports what a method of {@code MessageSerializer} throws, since Artery only logs it and drops
 * the message. The exception goes on as before.
 */
final class SerializationHook extends MethodTarget {

    private static final Type SERIALIZATION =
            Type.getObjectType("org/apache/pekko/serialization/Serialization");

    private final Type subject;

    /**
     * Creates a target.
     *
     * @param owner internal name of the class
     * @param method the method that serializes or deserializes
     * @param subject internal name of the argument's type that tells what is serialized
     */
    SerializationHook(String owner, String method, String subject) {
        super("pekko-remote", owner, method);
        this.subject = Type.getObjectType(subject);
    }

    @Override
    boolean matches(String name, String descriptor) {
        return super.matches(name, descriptor)
                && slot(descriptor, SERIALIZATION) > 0
                && slot(descriptor, subject) > 0;
    }

    @Override
    String expected() {
        return "overload that takes Serialization and " + subject.getClassName();
    }

    /** The local variable of the first argument of a type in an instance method, or -1. */
    private static int slot(String descriptor, Type type) {
        int slot = 1;
        for (Type argument : Type.getArgumentTypes(descriptor)) {
            if (argument.equals(type)) {
                return slot;
            }
            slot += argument.getSize();
        }
        return -1;
    }

    @Override
    MethodVisitor visitor(RewrittenClass rewritten, String descriptor, MethodVisitor next) {
        return new MethodVisitor(Opcodes.ASM9, next) {

            private final Label start = new Label();

            @Override
            public void visitCode() {
                super.visitCode();
                visitLabel(start);
            }

            @Override
            public void visitMaxs(int maxStack, int maxLocals) {
                Label end = new Label();
                visitLabel(end);
                // Last in the table, so that the method's own handlers come first.
                visitTryCatchBlock(start, end, end, "java/lang/Throwable");
                Object[] locals = entryLocals(rewritten.name(), descriptor);
                visitFrame(Opcodes.F_FULL, locals.length, locals, 1, new Object[] {
                    "java/lang/Throwable"
                });
                visitVarInsn(Opcodes.ASTORE, maxLocals);
                visitVarInsn(Opcodes.ALOAD, slot(descriptor, SERIALIZATION));
                visitVarInsn(Opcodes.ALOAD, slot(descriptor, subject));
                visitVarInsn(Opcodes.ALOAD, maxLocals);
                visitMethodInsn(
                        Opcodes.INVOKESTATIC,
                        CallSite.HOOKS,
                        "serializationFailed",
                        "(Ljava/lang/Object;Ljava/lang/Object;Ljava/lang/Throwable;)V",
                        false);
                visitVarInsn(Opcodes.ALOAD, maxLocals);
                visitInsn(Opcodes.ATHROW);
                rewritten.found(SerializationHook.this);
                super.visitMaxs(Math.max(maxStack, 3), maxLocals + 1);
            }
        };
    }

    /** The locals at the method's entry, as a frame wants them; Scala assigns to no parameter. */
    private static @Nullable Object[] entryLocals(String owner, String descriptor) {
        Type[] arguments = Type.getArgumentTypes(descriptor);
        @Nullable Object[] locals = new @Nullable Object[arguments.length + 1];
        locals[0] = owner;
        for (int i = 0; i < arguments.length; i++) {
            locals[i + 1] = switch (arguments[i].getSort()) {
                case Type.OBJECT -> arguments[i].getInternalName();
                case Type.ARRAY -> arguments[i].getDescriptor();
                case Type.LONG -> Opcodes.LONG;
                case Type.DOUBLE -> Opcodes.DOUBLE;
                case Type.FLOAT -> Opcodes.FLOAT;
                default -> Opcodes.INTEGER;
            };
        }
        return locals;
    }
}
