// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.agent.hook;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The results of pure functions of a text, each of which is known by the class that has it; they go
 * with that class. Whether a result is still here decides how long a call takes, never what it
 * returns. Results are asked for and kept on a {@link SimThread} only.
 */
public final class TextMemo {

    /** Past it all are forgotten. Pekko and its libraries ask for some two thousand paths. */
    private static final int SIZE = 8_192;

    private static final ClassValue<Map<String, Object>> RESULTS = new ClassValue<>() {
        @Override
        protected Map<String, Object> computeValue(Class<?> type) {
            return new ConcurrentHashMap<>();
        }
    };

    static {
        RESULTS.get(TextMemo.class); // asks for its hash code, in no run
    }

    private TextMemo() {}

    /**
     * The result that {@link #remember} was told; null if it is not known, or nothing is simulated.
     *
     * @param function the class whose function it is
     * @param text its argument
     */
    public static @Nullable Object recall(Class<?> function, @Nullable String text) {
        return text != null && Thread.currentThread() instanceof SimThread
                ? RESULTS.get(function).get(text)
                : null;
    }

    /**
     * Keeps a result.
     *
     * @param result the result, immutable
     * @param function the class whose function it is
     * @param text its argument
     */
    public static void remember(Object result, Class<?> function, @Nullable String text) {
        if (text == null || !(Thread.currentThread() instanceof SimThread)) {
            return;
        }
        Map<String, Object> results = RESULTS.get(function);
        if (results.size() >= SIZE) {
            results.clear();
        }
        results.put(text, result);
    }
}
