// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.engine.step;

import java.util.Arrays;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A binary heap of timers by deadline; a cancelled timer leaves at once, so that nothing piles up.
 */
final class TimerQueue {

    private static final int NOT_QUEUED = -1;

    private @Nullable Entry[] heap = new @Nullable Entry[64];
    private int size;

    /** A timer, which may be in the queue. */
    final class Entry implements Timer {

        private final Step step;
        private final long deadlineNanos;
        private final long tieBreak;
        private int position = NOT_QUEUED;

        Entry(Step step, long deadlineNanos, long tieBreak) {
            this.step = step;
            this.deadlineNanos = deadlineNanos;
            this.tieBreak = tieBreak;
        }

        /** What becomes ready when it is due. */
        Step step() {
            return step;
        }

        @Override
        public long deadlineNanos() {
            return deadlineNanos;
        }

        boolean isBefore(Entry other) {
            return deadlineNanos != other.deadlineNanos
                    ? deadlineNanos < other.deadlineNanos
                    : tieBreak < other.tieBreak;
        }

        @Override
        public boolean cancel() {
            return remove(this);
        }
    }

    int size() {
        return size;
    }

    void add(Entry timer) {
        if (size == heap.length) {
            heap = Arrays.copyOf(heap, size * 2);
        }
        siftUp(size++, timer);
    }

    long nextDeadlineNanos() {
        return size == 0 ? Long.MAX_VALUE : at(0).deadlineNanos;
    }

    Entry poll() {
        Entry first = at(0);
        remove(first);
        return first;
    }

    private boolean remove(Entry timer) {
        int hole = timer.position;
        if (hole == NOT_QUEUED) {
            return false;
        }
        timer.position = NOT_QUEUED;
        Entry last = at(--size);
        heap[size] = null;
        if (hole < size) {
            siftDown(hole, last);
            if (last.position == hole) {
                siftUp(hole, last);
            }
        }
        return true;
    }

    void removeIf(Predicate<Entry> dropped) {
        @Nullable Entry[] old = heap;
        int count = size;
        heap = new @Nullable Entry[old.length];
        size = 0;
        for (int i = 0; i < count; i++) {
            Entry timer = old[i];
            if (timer != null) {
                timer.position = NOT_QUEUED;
                if (!dropped.test(timer)) {
                    add(timer);
                }
            }
        }
    }

    private Entry at(int index) {
        Entry timer = heap[index];
        if (timer == null) {
            throw new IllegalStateException("no timer at " + index + " of " + size);
        }
        return timer;
    }

    private void siftUp(int hole, Entry timer) {
        while (hole > 0) {
            int parent = (hole - 1) >>> 1;
            Entry above = at(parent);
            if (!timer.isBefore(above)) {
                break;
            }
            put(hole, above);
            hole = parent;
        }
        put(hole, timer);
    }

    private void siftDown(int hole, Entry timer) {
        int firstLeaf = size >>> 1;
        while (hole < firstLeaf) {
            int child = 2 * hole + 1;
            if (child + 1 < size && at(child + 1).isBefore(at(child))) {
                child++;
            }
            Entry below = at(child);
            if (!below.isBefore(timer)) {
                break;
            }
            put(hole, below);
            hole = child;
        }
        put(hole, timer);
    }

    private void put(int position, Entry timer) {
        heap[position] = timer;
        timer.position = position;
    }
}
