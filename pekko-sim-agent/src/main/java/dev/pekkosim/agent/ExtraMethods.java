// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.agent;

import java.util.LinkedHashMap;
import java.util.Map;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;

/**
 * The private static methods that a rewritten class gets, each asked for by the visitor of a method
 * and written at the end of the class.
 */
final class ExtraMethods {

    /** The code of an extra method. */
    interface Body {

        String descriptor();

        /** Writes all instructions, including the return and the maximum sizes. */
        void emit(MethodVisitor code);
    }

    private static final String PREFIX = "pekkosim$";

    private final Map<String, Body> bodies = new LinkedHashMap<>();

    /**
     * Asks for a method.
     *
     * @param key tells apart what methods are for; asking twice gives one method
     * @return the method's name
     */
    String add(String key, Body body) {
        int index = 0;
        for (String known : bodies.keySet()) {
            if (known.equals(key)) {
                return PREFIX + index;
            }
            index++;
        }
        bodies.put(key, body);
        return PREFIX + index;
    }

    void emit(ClassVisitor target) {
        int index = 0;
        for (Body body : bodies.values()) {
            MethodVisitor code = target.visitMethod(
                    Opcodes.ACC_PRIVATE | Opcodes.ACC_STATIC | Opcodes.ACC_SYNTHETIC,
                    PREFIX + index++,
                    body.descriptor(),
                    null,
                    null);
            code.visitCode();
            body.emit(code);
            code.visitEnd();
        }
    }
}
