// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.buggify.spi;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a property says beyond its message: keys and values, in order. Nothing is asked for its
 * string, and no {@link java.util.function.Supplier} for its value, before {@link #toMap()}.
 *
 * <p>It takes whatever it is given. A key that is no string is told by its string; of equal keys
 * the last counts; a last key without a value has null; an object that throws is told as what it
 * threw; a deep, long or endless structure is cut.
 *
 * @since 0.1.0
 */
public final class Details {

    /** None. */
    public static final Details NONE = new Details(new Object[0]);

    private final @Nullable Object[] pairs;
    private @Nullable Map<String, @Nullable Object> plain;

    private Details(@Nullable Object[] pairs) {
        this.pairs = pairs;
    }

    /**
     * Details.
     *
     * @param pairs key, value, key, value …; kept, not copied; null for none
     */
    public static Details of(@Nullable Object @Nullable ... pairs) {
        return pairs == null || pairs.length == 0 ? NONE : new Details(pairs);
    }

    /**
     * What JSON can hold of them: null, {@link Boolean}, {@link Number}, {@link String}, lists and
     * maps of these. It is made at the first call, on whatever thread; one thread at a time may
     * call.
     */
    public Map<String, @Nullable Object> toMap() {
        Map<String, @Nullable Object> result = plain;
        if (result == null) {
            result = new LinkedHashMap<>();
            for (int i = 0; i < pairs.length; i += 2) {
                Object value = i + 1 < pairs.length ? pairs[i + 1] : null;
                result.put(PlainValue.key(pairs[i]), PlainValue.of(value));
            }
            result = Collections.unmodifiableMap(result);
            plain = result;
        }
        return result;
    }

    /** {@code key = value, key = value}. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        toMap().forEach((key, value) -> text.append(text.isEmpty() ? "" : ", ")
                .append(key)
                .append(" = ")
                .append(value));
        return text.toString();
    }
}
