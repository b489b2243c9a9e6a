// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.agent.hook;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The latest results of pure functions of two immutable objects, which are found by identity, and a
 * detail, which is found by equality. Whether a result is still here decides how long a call takes,
 * never what it returns. A result must not refer to the objects.
 */
final class Memo {

    private static final int SIZE = 256;

    private final List<Entry> entries = new ArrayList<>();
    private int oldest;

    synchronized @Nullable Object get(Object first, @Nullable Object second, Object detail) {
        if (second == null) {
            return null; // a reference that was cleared refers to null, too
        }
        for (Entry entry : entries) {
            if (entry.first.refersTo(first)
                    && entry.second.refersTo(second)
                    && entry.detail.equals(detail)) {
                return entry.result;
            }
        }
        return null;
    }

    synchronized void put(Object first, Object second, Object detail, Object result) {
        Entry entry =
                new Entry(new WeakReference<>(first), new WeakReference<>(second), detail, result);
        if (entries.size() < SIZE) {
            entries.add(entry);
            return;
        }
        entries.set(oldest, entry);
        oldest = (oldest + 1) % SIZE;
    }

    private record Entry(
            WeakReference<Object> first,
            WeakReference<Object> second,
            Object detail,
            Object result) {}
}
