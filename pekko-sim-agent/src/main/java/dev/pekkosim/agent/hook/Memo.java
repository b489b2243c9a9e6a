package dev.pekkosim.agent.hook;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The latest results of a pure function of an immutable object, found by the object's identity. Whether a result is still
 * here decides how long a call takes, never what it returns. A value must not refer to its key.
 */
final class Memo {

    private static final int SIZE = 64;

    private final List<Entry> entries = new ArrayList<>(SIZE);
    private int oldest;

    synchronized @Nullable Object get(Object key) {
        for (Entry entry : entries) {
            if (entry.key.refersTo(key)) {
                return entry.value;
            }
        }
        return null;
    }

    synchronized void put(Object key, Object value) {
        Entry entry = new Entry(new WeakReference<>(key), value);
        if (entries.size() < SIZE) {
            entries.add(entry);
            return;
        }
        entries.set(oldest, entry);
        oldest = (oldest + 1) % SIZE;
    }

    private record Entry(WeakReference<Object> key, Object value) {}
}
