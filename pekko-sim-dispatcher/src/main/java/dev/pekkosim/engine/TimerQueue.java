package dev.pekkosim.engine;

import java.util.Arrays;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A binary heap of timers by deadline; a cancelled timer leaves at once, so that nothing piles up. */
final class TimerQueue {

    private @Nullable Timer[] heap = new @Nullable Timer[64];
    private int size;

    int size() {
        return size;
    }

    void add(Timer timer) {
        if (size == heap.length) {
            heap = Arrays.copyOf(heap, size * 2);
        }
        siftUp(size++, timer);
    }

    long nextDeadlineNanos() {
        return size == 0 ? Long.MAX_VALUE : at(0).deadlineNanos();
    }

    Timer poll() {
        Timer first = at(0);
        remove(first);
        return first;
    }

    boolean remove(Timer timer) {
        int hole = timer.position;
        if (hole == Timer.NOT_QUEUED) {
            return false;
        }
        timer.position = Timer.NOT_QUEUED;
        Timer last = at(--size);
        heap[size] = null;
        if (hole < size) {
            siftDown(hole, last);
            if (last.position == hole) {
                siftUp(hole, last);
            }
        }
        return true;
    }

    void removeIf(Predicate<Timer> dropped) {
        @Nullable Timer[] old = heap;
        int count = size;
        heap = new @Nullable Timer[old.length];
        size = 0;
        for (int i = 0; i < count; i++) {
            Timer timer = old[i];
            if (timer != null) {
                timer.position = Timer.NOT_QUEUED;
                if (!dropped.test(timer)) {
                    add(timer);
                }
            }
        }
    }

    private Timer at(int index) {
        Timer timer = heap[index];
        if (timer == null) {
            throw new IllegalStateException("no timer at " + index + " of " + size);
        }
        return timer;
    }

    private void siftUp(int hole, Timer timer) {
        while (hole > 0) {
            int parent = (hole - 1) >>> 1;
            Timer above = at(parent);
            if (!timer.isBefore(above)) {
                break;
            }
            put(hole, above);
            hole = parent;
        }
        put(hole, timer);
    }

    private void siftDown(int hole, Timer timer) {
        int firstLeaf = size >>> 1;
        while (hole < firstLeaf) {
            int child = 2 * hole + 1;
            if (child + 1 < size && at(child + 1).isBefore(at(child))) {
                child++;
            }
            Timer below = at(child);
            if (!below.isBefore(timer)) {
                break;
            }
            put(hole, below);
            hole = child;
        }
        put(hole, timer);
    }

    private void put(int index, Timer timer) {
        heap[index] = timer;
        timer.position = index;
    }
}
