package dev.pekkosim.agent;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tells whether a class file mentions a call of {@link CallSites}, from its constant pool alone. Nearly
 * every class mentions none, and most of a start's classes are scanned by the interpreter; so no string
 * is built and no name is read unless its length fits.
 */
final class ConstantPoolScan {

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

    /** Owners of rows, by the length of their name. */
    private static final Owner[][] OWNERS = owners();

    private final byte[] bytes;
    private final int[] offsets;
    private final int[] classes;
    private final int[] methods;
    private int classCount;
    private int methodCount;

    private ConstantPoolScan(byte[] bytes) {
        this.bytes = bytes;
        int count = u2(8);
        offsets = new int[count];
        classes = new int[count];
        methods = new int[count];
    }

    static boolean mentionsCallSite(byte[] classFile) {
        ConstantPoolScan scan = new ConstantPoolScan(classFile);
        scan.readOffsets();
        return scan.search();
    }

    private void readOffsets() {
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
        if (found == null) {
            return false;
        }
        for (int i = 0; i < methodCount; i++) {
            int method = offsets[methods[i]];
            Owner owner = found[u2(method + 1)];
            if (owner != null && declares(owner, offsets[u2(method + 3)])) {
                return true;
            }
        }
        return false;
    }

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

    private int u2(int at) {
        return ((bytes[at] & 0xff) << 8) | (bytes[at + 1] & 0xff);
    }

    private static Owner[][] owners() {
        List<Owner> owners = new ArrayList<>();
        int longest = 0;
        for (CallSite row : CallSites.all()) {
            byte[] name = row.owner().getBytes(StandardCharsets.UTF_8);
            longest = Math.max(longest, name.length);
            byte[][] method = {
                row.name().getBytes(StandardCharsets.UTF_8),
                row.descriptor().getBytes(StandardCharsets.UTF_8)
            };
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
