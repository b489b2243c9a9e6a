// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.agent;

import java.util.Arrays;
import java.util.Set;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import org.jspecify.annotations.Nullable;

/**
 * The classes whose objects get a field for what was made of them, so that it lives as long as the
 * object does and nothing else has to know of either.
 */
final class MemoHolders {

    private static final Set<String> NAMES = Set.of("com/typesafe/config/impl/SimpleConfig");

    private static final String HOLDER = HookClasses.PACKAGE.replace('.', '/') + "MemoHolder";
    private static final String METHOD = "simMemo";
    private static final String FIELD = "pekkosim$memo";
    private static final String OBJECT = "Ljava/lang/Object;";

    private MemoHolders() {}

    /** Whether a class is one of them, by its internal name. */
    static boolean contains(String name) {
        return NAMES.contains(name);
    }

    /** The interfaces of such a class, with the one by which hooks know it. */
    static String[] interfaces(String @Nullable [] original) {
        String[] all =
                original == null ? new String[1] : Arrays.copyOf(original, original.length + 1);
        all[all.length - 1] = HOLDER;
        return all;
    }

    /**
     * Writes the field and its two methods.
     *
     * @param name internal name of the class
     */
    static void emit(String name, ClassVisitor target) {
        int hidden = Opcodes.ACC_SYNTHETIC | Opcodes.ACC_TRANSIENT | Opcodes.ACC_VOLATILE;
        target.visitField(Opcodes.ACC_PRIVATE | hidden, FIELD, OBJECT, null, null)
                .visitEnd();
        MethodVisitor get = method(target, "()" + OBJECT);
        get.visitVarInsn(Opcodes.ALOAD, 0);
        get.visitFieldInsn(Opcodes.GETFIELD, name, FIELD, OBJECT);
        get.visitInsn(Opcodes.ARETURN);
        get.visitMaxs(1, 1);
        get.visitEnd();
        MethodVisitor set = method(target, "(" + OBJECT + ")V");
        set.visitVarInsn(Opcodes.ALOAD, 0);
        set.visitVarInsn(Opcodes.ALOAD, 1);
        set.visitFieldInsn(Opcodes.PUTFIELD, name, FIELD, OBJECT);
        set.visitInsn(Opcodes.RETURN);
        set.visitMaxs(2, 2);
        set.visitEnd();
    }

    private static MethodVisitor method(ClassVisitor target, String descriptor) {
        MethodVisitor code = target.visitMethod(
                Opcodes.ACC_PUBLIC | Opcodes.ACC_SYNTHETIC, METHOD, descriptor, null, null);
        code.visitCode();
        return code;
    }
}
