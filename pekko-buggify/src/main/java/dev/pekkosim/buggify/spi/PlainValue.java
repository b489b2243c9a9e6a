// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.buggify.spi;

import java.lang.reflect.Array;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Makes of any object what JSON can hold: null, a truth value, a number, a string, a list, a map
 * with strings as keys. It never throws: what an object throws becomes a string in its place. What
 * it makes is bounded, and a copy.
 */
final class PlainValue {

    /** Deeper structures are told as strings; a structure that contains itself ends here, too. */
    static final int MAX_DEPTH = 6;

    /** Of a list or a map. */
    static final int MAX_ELEMENTS = 200;

    /** Of a string; with its note it is less than the 8,000 that a report shows of one value. */
    static final int MAX_CHARACTERS = 7_900;

    /** Of all lists and maps in one value together. */
    static final int MAX_ALL_ELEMENTS = 10_000;

    private int elements;

    private PlainValue() {}

    static @Nullable Object of(@Nullable Object value) {
        return new PlainValue().of(value, 0);
    }

    /** What a key is called; {@code null} for null. */
    static String key(@Nullable Object key) {
        Object plain = key instanceof String text ? text(text) : string(key);
        return String.valueOf(plain);
    }

    // An object of an application may throw anything, and none of it may reach the application.
    private @Nullable Object of(@Nullable Object value, int depth) {
        try {
            if (value == null || value instanceof Boolean || isNumber(value)) {
                return value;
            }
            if (value instanceof AtomicInteger || value instanceof AtomicLong) {
                return ((Number) value).longValue();
            }
            if (depth < MAX_DEPTH) {
                if (value instanceof Supplier<?> lazy) {
                    return of(lazy.get(), depth + 1);
                }
                if (value instanceof Map<?, ?> map) {
                    return map(map, depth);
                }
                if (value instanceof Collection<?> collection) {
                    return list(collection, depth);
                }
                if (value.getClass().isArray()) {
                    return array(value, depth);
                }
            }
            return isNested(value) ? "(nested too deep)" : string(value);
        } catch (Throwable e) {
            return thrown(e);
        }
    }

    /** Only the JDK's own, whose text is surely a number. */
    private static boolean isNumber(Object value) {
        return value instanceof Integer
                || value instanceof Long
                || value instanceof Double
                || value instanceof Float
                || value instanceof Short
                || value instanceof Byte
                || value.getClass() == BigInteger.class
                || value.getClass() == BigDecimal.class;
    }

    private static boolean isNested(Object value) {
        return value instanceof Supplier
                || value instanceof Map
                || value instanceof Collection
                || value.getClass().isArray();
    }

    private Map<String, @Nullable Object> map(Map<?, ?> map, int depth) {
        Map<String, @Nullable Object> plain = new LinkedHashMap<>();
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            if (isFull(plain.size())) {
                plain.put("…", "(" + map.size() + " entries)");
                break;
            }
            plain.put(key(entry.getKey()), of(entry.getValue(), depth + 1));
        }
        return plain;
    }

    private List<@Nullable Object> list(Collection<?> collection, int depth) {
        List<@Nullable Object> plain = new ArrayList<>();
        for (Object element : collection) {
            if (isFull(plain.size())) {
                plain.add("… (" + collection.size() + " elements)");
                break;
            }
            plain.add(of(element, depth + 1));
        }
        return plain;
    }

    private List<@Nullable Object> array(Object array, int depth) {
        int length = Array.getLength(array);
        List<@Nullable Object> plain = new ArrayList<>();
        for (int i = 0; i < length; i++) {
            if (isFull(i)) {
                plain.add("… (" + length + " elements)");
                break;
            }
            plain.add(of(Array.get(array, i), depth + 1));
        }
        return plain;
    }

    /** Whether nothing more is taken of a list or a map; if not, one element more is counted. */
    private boolean isFull(int taken) {
        return taken == MAX_ELEMENTS || elements++ >= MAX_ALL_ELEMENTS;
    }

    private static @Nullable Object string(@Nullable Object value) {
        try {
            // toString may return null.
            @Nullable String text = value == null ? null : value.toString();
            return text == null ? null : text(text);
        } catch (Throwable e) {
            return thrown(e);
        }
    }

    private static String text(String text) {
        return text.length() <= MAX_CHARACTERS
                ? text
                : text.substring(0, MAX_CHARACTERS) + "… (" + text.length() + " characters)";
    }

    /** A message of an exception is code of the application, too. */
    private static String thrown(Throwable e) {
        Fatal.rethrow(e);
        String name = e.getClass().getName();
        try {
            @Nullable String message = e.getMessage();
            return text("(threw " + name + (message == null ? "" : ": " + message) + ")");
        } catch (Throwable second) {
            Fatal.rethrow(second);
            return "(threw " + name + ")";
        }
    }
}
