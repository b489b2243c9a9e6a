// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.agent.hook;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The latest results of pure functions of one immutable object and another one. It lies in the
 * object and goes with it, so nothing of an application outlives the application's configuration.
 * Whether a result is still here decides how long a call takes, never what it returns.
 */
final class Memo {

    /** More than the functions that are remembered, for those that are asked about others, too. */
    private static final int SIZE = 16;

    /** The one that was asked for last comes first. */
    private final List<Entry> entries = new ArrayList<>(2);

    /** That of an object; null for one that can hold none. */
    static @Nullable Memo of(Object object) {
        if (!(object instanceof MemoHolder holder)) {
            return null;
        }
        if (holder.simMemo() instanceof Memo known) {
            return known;
        }
        Memo made = new Memo(); // of two threads' one is lost, which only costs time
        holder.simMemo(made);
        return made;
    }

    /**
     * What was put.
     *
     * @param function the function, found by equality
     * @param other the other object, found by identity if it is a holder, too, else by equality
     */
    synchronized @Nullable Object get(Object function, @Nullable Object other) {
        for (int i = 0; i < entries.size(); i++) {
            Entry entry = entries.get(i);
            if (entry.function.equals(function) && isSame(entry.other, other)) {
                if (i > 0) {
                    entries.add(0, entries.remove(i));
                }
                return entry.result;
            }
        }
        return null;
    }

    private static boolean isSame(Object known, @Nullable Object other) {
        return known == other || (!(known instanceof MemoHolder) && known.equals(other));
    }

    synchronized void put(Object function, Object other, Object result) {
        if (entries.size() == SIZE) {
            entries.remove(SIZE - 1);
        }
        entries.add(0, new Entry(function, other, result));
    }

    private record Entry(Object function, Object other, Object result) {}
}
