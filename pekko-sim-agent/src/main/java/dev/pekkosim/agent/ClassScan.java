// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.agent;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tells whether there is anything to rewrite in a class file: a call of {@link CallSites}, from the
 * constant pool alone, or a monitor. Most classes have neither, and most of a start's classes are
 * scanned by the interpreter; so no string is built and no name is read unless its length fits.
 */
final class ClassScan {

    private static final int UTF8 = 1;
    private static final int LONG = 5;
    private static final int DOUBLE = 6;
    private static final int CLASS = 7;
    private static final int STRING = 8;
    private static final int METHOD_REF = 10;
    private static final int INTERFACE_METHOD_REF = 11;
    private static final int METHOD_HANDLE = 15;
    private static final int METHOD_TYPE = 16;
    private static final int MODULE = 19;
    private static final int PACKAGE = 20;
    private static final int FIRST_ENTRY = 10;

    private static final int ACC_SYNCHRONIZED = 0x0020;
    private static final int MONITOR_ENTER = 0xc2;
    private static final int FIRST_INVOKE = 0xb6;
    private static final int LAST_INVOKE = 0xba;
    private static final byte[] POINTS = PointTargets.PACKAGE.getBytes(StandardCharsets.UTF_8);
    private static final byte[] INITIALISER = "<clinit>".getBytes(StandardCharsets.UTF_8);
    private static final byte[] CODE = "Code".getBytes(StandardCharsets.UTF_8);

    /** Names and descriptors of the methods that are rewritten whatever class the call names. */
    private static final Owner ANY = new Owner(new byte[0]);

    /** Owners of rows, by the length of their name. */
    private static final Owner[][] OWNERS = owners();

    private final byte[] bytes;
    private final int[] offsets;
    private final int[] classes;
    private final int[] methods;
    private int classCount;
    private final int endOfConstants;
    private int methodCount;

    private ClassScan(byte[] bytes) {
        this.bytes = bytes;
        int count = u2(8);
        offsets = new int[count];
        classes = new int[count];
        methods = new int[count];
        endOfConstants = readOffsets();
    }

    /** Reads the constant pool of a class file. */
    static ClassScan of(byte[] classFile) {
        return new ClassScan(classFile);
    }

    /**
     * Whether there is a call to rewrite, or a monitor.
     *
     * @param treatments monitors count only if theirs is among them
     */
    boolean isOfInterest(Set<Treatment> treatments) {
        return search() || (treatments.contains(Treatment.MONITORS) && hasMonitor());
    }

    /** Whether a class of pekko-buggify is mentioned. */
    boolean mentionsPoints() {
        for (int i = 0; i < classCount; i++) {
            if (startsWith(offsets[u2(offsets[classes[i]] + 1)], POINTS)) {
                return true;
            }
        }
        return false;
    }

    /**
     * Whether there is a static initialiser that may call something: a byte of its code is such an
     * instruction, or an operand that looks like one.
     */
    boolean hasInitialiser() {
        int at = firstMethod();
        int methods = u2(at - 2);
        for (int i = 0; i < methods; i++) {
            if (is(offsets[u2(at + 2)], INITIALISER)) {
                int code = code(at + 6);
                return code >= 0 && contains(code, FIRST_INVOKE, LAST_INVOKE);
            }
            at = skipAttributes(at + 6);
        }
        return false;
    }

    /** Notes where each constant is, and returns where they end. */
    private int readOffsets() {
        int at = FIRST_ENTRY;
        for (int i = 1; i < offsets.length; i++) {
            offsets[i] = at;
            switch (bytes[at]) {
                case UTF8 -> at += 3 + u2(at + 1);
                case LONG, DOUBLE -> {
                    at += 9;
                    i++; // takes two entries
                }
                case CLASS -> {
                    classes[classCount++] = i;
                    at += 3;
                }
                case STRING, METHOD_TYPE, MODULE, PACKAGE -> at += 3;
                case METHOD_HANDLE -> at += 4;
                case METHOD_REF, INTERFACE_METHOD_REF -> {
                    methods[methodCount++] = i;
                    at += 5;
                }
                default -> at += 5;
            }
        }
        return at;
    }

    private boolean search() {
        Owner[] found = null;
        for (int i = 0; i < classCount; i++) {
            Owner owner = owner(offsets[u2(offsets[classes[i]] + 1)]);
            if (owner != null) {
                if (found == null) {
                    found = new Owner[offsets.length];
                }
                found[classes[i]] = owner;
            }
        }
        for (int i = 0; i < methodCount; i++) {
            int method = offsets[methods[i]];
            int nameAndType = offsets[u2(method + 3)];
            Owner owner = found == null ? null : found[u2(method + 1)];
            if ((owner != null && declares(owner, nameAndType)) || declares(ANY, nameAndType)) {
                return true;
            }
        }
        return false;
    }

    // ---- monitors

    private boolean hasMonitor() {
        int at = firstMethod();
        int methods = u2(at - 2);
        for (int i = 0; i < methods; i++) {
            if ((u2(at) & ACC_SYNCHRONIZED) != 0 || codeHasMonitor(at + 6)) {
                return true;
            }
            at = skipAttributes(at + 6);
        }
        return false;
    }

    /**
     * Whether the code may enter a monitor: a byte of it is that instruction, or an operand that
     * looks like it, and it catches everything somewhere, as the compilers make it leave the
     * monitor.
     */
    private boolean codeHasMonitor(int attributes) {
        int code = code(attributes);
        return code >= 0
                && catchesAll(code + u4(code - 4))
                && contains(code, MONITOR_ENTER, MONITOR_ENTER);
    }

    private boolean catchesAll(int handlers) {
        for (int i = 0; i < u2(handlers); i++) {
            if (u2(handlers + 2 + 8 * i + 6) == 0) {
                return true;
            }
        }
        return false;
    }

    // ---- methods

    private int firstMethod() {
        int at = endOfConstants + 6;
        at += 2 + 2 * u2(at); // interfaces
        int fields = u2(at);
        at += 2;
        for (int i = 0; i < fields; i++) {
            at = skipAttributes(at + 6);
        }
        return at + 2;
    }

    private int skipAttributes(int start) {
        int at = start;
        int count = u2(at);
        at += 2;
        for (int i = 0; i < count; i++) {
            at += 6 + u4(at + 2);
        }
        return at;
    }

    /** Where the code begins, after its length; or -1. */
    private int code(int attributes) {
        int at = attributes + 2;
        for (int i = 0; i < u2(attributes); i++) {
            if (is(offsets[u2(at)], CODE)) {
                return at + 14;
            }
            at += 6 + u4(at + 2);
        }
        return -1;
    }

    private boolean contains(int code, int first, int last) {
        int end = code + u4(code - 4);
        for (int at = code; at < end; at++) {
            int value = bytes[at] & 0xff;
            if (value >= first && value <= last) {
                return true;
            }
        }
        return false;
    }

    private int u4(int at) {
        return (u2(at) << 16) | u2(at + 2);
    }

    // ---- names

    private @Nullable Owner owner(int utf8) {
        int length = u2(utf8 + 1);
        if (length >= OWNERS.length) {
            return null;
        }
        for (Owner owner : OWNERS[length]) {
            if (is(utf8, owner.name)) {
                return owner;
            }
        }
        return null;
    }

    private boolean declares(Owner owner, int nameAndType) {
        int name = offsets[u2(nameAndType + 1)];
        int descriptor = offsets[u2(nameAndType + 3)];
        for (byte[][] method : owner.methods) {
            if (is(name, method[0]) && is(descriptor, method[1])) {
                return true;
            }
        }
        return false;
    }

    /** Compares from the end, where names of one package differ. */
    private boolean is(int utf8, byte[] expected) {
        int length = u2(utf8 + 1);
        if (length != expected.length) {
            return false;
        }
        int start = utf8 + 3;
        for (int i = length - 1; i >= 0; i--) {
            if (bytes[start + i] != expected[i]) {
                return false;
            }
        }
        return true;
    }

    private boolean startsWith(int utf8, byte[] prefix) {
        if (u2(utf8 + 1) < prefix.length) {
            return false;
        }
        int start = utf8 + 3;
        for (int i = 0; i < prefix.length; i++) {
            if (bytes[start + i] != prefix[i]) {
                return false;
            }
        }
        return true;
    }

    private int u2(int at) {
        return ((bytes[at] & 0xff) << 8) | (bytes[at + 1] & 0xff);
    }

    private static Owner[][] owners() {
        List<Owner> owners = new ArrayList<>();
        int longest = 0;
        for (CallSite row : CallSites.all()) {
            byte[][] method = {
                row.name().getBytes(StandardCharsets.UTF_8),
                row.descriptor().getBytes(StandardCharsets.UTF_8)
            };
            String owner = row.owner();
            if (owner == null) {
                ANY.methods.add(method);
                continue;
            }
            byte[] name = owner.getBytes(StandardCharsets.UTF_8);
            longest = Math.max(longest, name.length);
            owner(owners, name).methods.add(method);
        }
        Owner[][] byLength = new Owner[longest + 1][];
        for (int length = 0; length <= longest; length++) {
            List<Owner> same = new ArrayList<>();
            for (Owner owner : owners) {
                if (owner.name.length == length) {
                    same.add(owner);
                }
            }
            byLength[length] = same.toArray(new Owner[0]);
        }
        return byLength;
    }

    private static Owner owner(List<Owner> owners, byte[] name) {
        for (Owner owner : owners) {
            if (Arrays.equals(owner.name, name)) {
                return owner;
            }
        }
        Owner added = new Owner(name);
        owners.add(added);
        return added;
    }

    /** A class with rewritten methods: names and descriptors as they stand in a class file. */
    private static final class Owner {

        private final byte[] name;
        private final List<byte[][]> methods = new ArrayList<>();

        private Owner(byte[] name) {
            this.name = name;
        }
    }
}
