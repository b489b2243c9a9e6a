// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.agent;

import java.util.HashMap;
import java.util.Map;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.Opcodes;

/**
 * The {@code synchronized} methods of a class file that are turned into blocks, with the first
 * local variable that each leaves free. Read ahead of the rewriting, since the monitor is kept in
 * that variable from the first instruction on.
 */
final class SynchronizedMethods {

    private static final int BEFORE_ATTRIBUTES = 6;

    private final ClassReader reader;
    private final char[] buffer;
    private final Map<String, Integer> freeLocals = new HashMap<>();

    private SynchronizedMethods(ClassReader reader) {
        this.reader = reader;
        this.buffer = new char[reader.getMaxStringLength()];
    }

    /** Name and descriptor of each, with the number of the variable. */
    static Map<String, Integer> freeLocals(ClassReader reader) {
        SynchronizedMethods methods = new SynchronizedMethods(reader);
        methods.read();
        return methods.freeLocals;
    }

    private void read() {
        int at = reader.header + BEFORE_ATTRIBUTES;
        at += 2 + 2 * reader.readUnsignedShort(at); // interfaces
        int fields = reader.readUnsignedShort(at);
        at += 2;
        for (int i = 0; i < fields; i++) {
            at = afterMember(at);
        }
        int methods = reader.readUnsignedShort(at);
        at += 2;
        for (int i = 0; i < methods; i++) {
            if ((reader.readUnsignedShort(at) & Opcodes.ACC_SYNCHRONIZED) != 0) {
                note(at);
            }
            at = afterMember(at);
        }
    }

    private int afterMember(int member) {
        int at = member + BEFORE_ATTRIBUTES;
        int attributes = reader.readUnsignedShort(at);
        at += 2;
        for (int i = 0; i < attributes; i++) {
            at += 6 + reader.readInt(at + 2);
        }
        return at;
    }

    private void note(int method) {
        int at = method + BEFORE_ATTRIBUTES;
        int attributes = reader.readUnsignedShort(at);
        at += 2;
        for (int i = 0; i < attributes; i++) {
            if ("Code".equals(reader.readUTF8(at, buffer))) {
                String name = reader.readUTF8(method + 2, buffer);
                freeLocals.put(
                        name + reader.readUTF8(method + 4, buffer),
                        reader.readUnsignedShort(at + 8));
            }
            at += 6 + reader.readInt(at + 2);
        }
    }
}
