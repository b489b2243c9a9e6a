// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.engine.carrier;

import java.io.DataInputStream;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The methods of one class in which something catches every error of the JVM, or a monitor is
 * entered.
 */
final class CatchingMethods {

    /** Stands for all methods of a class whose file is not to be had. */
    static final CatchingMethods ALL = new CatchingMethods(null);

    private static final Set<String> ERRORS =
            Set.of("java/lang/Throwable", "java/lang/Error", "java/lang/VirtualMachineError");

    private static final int UTF8 = 1;
    private static final int LONG = 5;
    private static final int DOUBLE = 6;
    private static final int CLASS = 7;
    private static final int STRING = 8;
    private static final int METHOD_HANDLE = 15;
    private static final int METHOD_TYPE = 16;
    private static final int MODULE = 19;
    private static final int PACKAGE = 20;
    private static final int ACC_SYNCHRONIZED = 0x0020;

    private final @Nullable Set<String> names;

    private CatchingMethods(@Nullable Set<String> names) {
        this.names = names;
    }

    /** Whether a method of this name is among them. */
    boolean contain(String name) {
        return names == null || names.contains(name);
    }

    /**
     * Reads a class file (The Java Virtual Machine Specification, chapter 4).
     *
     * @param file from its beginning
     */
    static CatchingMethods read(DataInputStream file) throws IOException {
        file.skipNBytes(8);
        Constants constants = new Constants(file);
        file.skipNBytes(6);
        file.skipNBytes(2L * file.readUnsignedShort()); // interfaces
        for (int fields = file.readUnsignedShort(); fields > 0; fields--) {
            file.skipNBytes(6);
            skipAttributes(file);
        }
        Set<String> names = new HashSet<>();
        for (int methods = file.readUnsignedShort(); methods > 0; methods--) {
            boolean catches = (file.readUnsignedShort() & ACC_SYNCHRONIZED) != 0;
            String name = constants.text(file.readUnsignedShort());
            file.skipNBytes(2);
            catches |= codeCatches(file, constants);
            if (catches) {
                names.add(name);
            }
        }
        return new CatchingMethods(names);
    }

    private static void skipAttributes(DataInputStream file) throws IOException {
        for (int attributes = file.readUnsignedShort(); attributes > 0; attributes--) {
            file.skipNBytes(2);
            file.skipNBytes(file.readInt());
        }
    }

    private static boolean codeCatches(DataInputStream file, Constants constants)
            throws IOException {
        boolean catches = false;
        for (int attributes = file.readUnsignedShort(); attributes > 0; attributes--) {
            String name = constants.text(file.readUnsignedShort());
            int length = file.readInt();
            if (!name.equals("Code")) {
                file.skipNBytes(length);
                continue;
            }
            file.skipNBytes(4);
            file.skipNBytes(file.readInt());
            for (int handlers = file.readUnsignedShort(); handlers > 0; handlers--) {
                file.skipNBytes(6);
                int type = file.readUnsignedShort();
                catches |= type == 0 || ERRORS.contains(constants.className(type));
            }
            skipAttributes(file);
        }
        return catches;
    }

    /** The texts and the names of classes in a constant pool. */
    private static final class Constants {

        private final @Nullable String[] texts;
        private final int[] classes;

        Constants(DataInputStream file) throws IOException {
            int count = file.readUnsignedShort();
            texts = new @Nullable String[count];
            classes = new int[count];
            for (int i = 1; i < count; i++) {
                int tag = file.readUnsignedByte();
                switch (tag) {
                    case UTF8 -> texts[i] = file.readUTF();
                    case CLASS -> classes[i] = file.readUnsignedShort();
                    case STRING, METHOD_TYPE, MODULE, PACKAGE -> file.skipNBytes(2);
                    case METHOD_HANDLE -> file.skipNBytes(3);
                    case LONG, DOUBLE -> {
                        file.skipNBytes(8);
                        i++; // takes two entries
                    }
                    default -> file.skipNBytes(4);
                }
            }
        }

        String text(int index) throws IOException {
            String text = texts[index];
            if (text == null) {
                throw new IOException("constant " + index + " is no text");
            }
            return text;
        }

        String className(int index) throws IOException {
            return text(classes[index]);
        }
    }
}
