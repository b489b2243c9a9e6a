// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.agent.hook;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The locks of {@code java.util.concurrent.locks} that one carrier owns, such as
 * {@code ReentrantLock}; not those it only reads under.
 */
final class OwnedLocks {

    private final Thread thread;
    private @Nullable Object[] locks = new Object[4];
    private int size;

    OwnedLocks(Thread thread) {
        this.thread = thread;
    }

    boolean isEmpty() {
        return size == 0;
    }

    /** Told on the thread when a lock is about to change its owner. */
    void changes(Object lock, @Nullable Object next) {
        Object owner = LockOwners.owner(lock);
        if (owner == next) {
            return;
        }
        if (owner == thread) {
            remove(lock);
        }
        if (next == thread) {
            add(lock);
        }
    }

    private void add(Object lock) {
        if (size == locks.length) {
            locks = Arrays.copyOf(locks, 2 * size);
        }
        locks[size++] = lock;
    }

    private void remove(Object lock) {
        for (int i = size - 1; i >= 0; i--) {
            if (locks[i] == lock) {
                locks[i] = locks[--size];
                locks[size] = null;
                return;
            }
        }
    }

    /**
     * Makes another carrier the owner of all. Called on the thread, while that one does nothing.
     */
    void handTo(OwnedLocks other) {
        while (size > 0) {
            Object lock = locks[--size];
            locks[size] = null;
            if (lock != null) {
                LockOwners.own(lock, other.thread);
                other.add(lock);
            }
        }
    }
}
