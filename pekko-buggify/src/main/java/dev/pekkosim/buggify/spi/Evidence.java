// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.buggify.spi;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What some kinds of property are evaluated from, where that is more than a condition.
 *
 * @since 0.1.0
 */
public sealed interface Evidence {

    /** What it adds to the details: null, truth values, numbers, strings, lists and maps. */
    Map<String, @Nullable Object> toMap();

    /**
     * The two sides of a comparison.
     *
     * @param left the left number, a {@link Long} or a {@link Double}
     * @param right the right number, likewise
     */
    record Numbers(Number left, Number right) implements Evidence {

        /** Checks the types. */
        public Numbers {
            check("left", left);
            check("right", right);
        }

        private static void check(String side, Number number) {
            if (!(number instanceof Long || number instanceof Double)) {
                throw new IllegalArgumentException(
                        side + " must be a Long or a Double, but is " + number);
            }
        }

        @Override
        public Map<String, @Nullable Object> toMap() {
            Map<String, @Nullable Object> map = new LinkedHashMap<>();
            map.put("left", left);
            map.put("right", right);
            return map;
        }
    }

    /**
     * Several conditions, each with a name.
     *
     * @param conditions by name; null where the caller gave none, which counts as false
     */
    record Conditions(Map<String, @Nullable Boolean> conditions) implements Evidence {

        /** Copies them. */
        public Conditions {
            conditions = Collections.unmodifiableMap(new LinkedHashMap<>(conditions));
        }

        /**
         * Those of a map of an application, which may be null, hold nulls, and throw. If it is null
         * or throws, there is one more condition, which is false and whose name says so.
         *
         * @param conditions the map
         */
        public static Conditions of(@Nullable Map<String, Boolean> conditions) {
            Map<String, @Nullable Boolean> copy = new LinkedHashMap<>();
            if (conditions == null) {
                copy.put("(the conditions are null)", false);
            } else {
                try {
                    conditions.forEach(
                            (name, condition) -> copy.put(String.valueOf(name), condition));
                } catch (Throwable e) {
                    Fatal.rethrow(e);
                    copy.put("(the conditions threw " + e.getClass().getName() + ")", false);
                }
            }
            return new Conditions(copy);
        }

        /** Whether all are true. */
        public boolean areAllTrue() {
            return conditions.values().stream().allMatch(Boolean.TRUE::equals);
        }

        /** Whether one or more are true. */
        public boolean isAnyTrue() {
            return conditions.containsValue(true);
        }

        @Override
        public Map<String, @Nullable Object> toMap() {
            Map<String, @Nullable Object> map = new LinkedHashMap<>();
            conditions.forEach((name, condition) -> map.put(String.valueOf(name), condition));
            return map;
        }
    }

    /** A value that was seen. */
    final class Outcome implements Evidence {

        private final Details value;

        /**
         * An outcome.
         *
         * @param value what was seen; asked for its string only when it is needed
         */
        public Outcome(@Nullable Object value) {
            this.value = Details.of("value", value);
        }

        @Override
        public Map<String, @Nullable Object> toMap() {
            return value.toMap();
        }
    }
}
