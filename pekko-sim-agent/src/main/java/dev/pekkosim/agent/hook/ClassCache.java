// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.agent.hook;

import org.jspecify.annotations.Nullable;

/**
 * What a {@link ClassValue} knows of the classes that were asked for last, for one thread or for
 * what takes turns: every step asks of several classes, and a class value takes longer to answer
 * than most questions are worth.
 *
 * <p>It keeps its classes alive, so it must not outlive the run.
 *
 * @param <T> what is known of a class
 */
public final class ClassCache<T> {

    /** A power of two; a cluster at work has some hundreds of classes of messages and keys. */
    private static final int SIZE = 512;

    private final ClassValue<T> known;
    private final @Nullable Class<?>[] types = new Class<?>[SIZE];
    private final @Nullable Object[] values = new Object[SIZE];

    /**
     * Creates an empty one.
     *
     * @param known asked for what is not here, never about null
     */
    public ClassCache(ClassValue<T> known) {
        this.known = known;
    }

    /**
     * What is known of a class.
     *
     * @param type the class
     */
    @SuppressWarnings("unchecked") // Only put here.
    public T get(Class<?> type) {
        // Not the hash code of the class, which a class that the JVM made up need not have yet.
        int hash = type.getName().hashCode();
        int i = (hash ^ hash >>> 16) & (SIZE - 1);
        Object value = values[i];
        if (types[i] == type && value != null) {
            return (T) value;
        }
        T found = known.get(type);
        types[i] = type;
        values[i] = found;
        return found;
    }
}
