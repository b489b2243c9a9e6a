// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.engine.carrier;

import java.util.Arrays;

/**
 * The monitors that one carrier entered since it last looked which of them it has left, or is still
 * in since then. Nothing tells when it leaves one: a hook there would keep the JVM from compiling
 * the method.
 */
final class HeldMonitors {

    /**
     * Hears of monitors that were left. No lambda: the JVM enters monitors to link one, and it is
     * needed where one is entered.
     */
    interface Left {

        /** A monitor was left. */
        void left(Object monitor);
    }

    private Object[] monitors = new Object[8];
    private int size;

    boolean isEmpty() {
        return size == 0;
    }

    boolean has(Object monitor) {
        for (int i = size - 1; i >= 0; i--) {
            if (monitors[i] == monitor) {
                return true;
            }
        }
        return false;
    }

    /**
     * Notes that the current thread, whose monitors these are, is about to enter one.
     *
     * @param told hears of those that it has left, if it looks
     */
    void add(Object monitor, Left told) {
        if (size == monitors.length) {
            forgetLeft(told);
            if (size > monitors.length / 2) {
                monitors = Arrays.copyOf(monitors, 2 * monitors.length);
            }
        }
        monitors[size++] = monitor;
    }

    /** Whether the current thread is in any of them; it does not look which it has left. */
    boolean hasAny() {
        for (int i = 0; i < size; i++) {
            if (Thread.holdsLock(monitors[i])) {
                return true;
            }
        }
        return false;
    }

    /** Takes those of a carrier that was in the place of this one, whose own are all left. */
    void takeFrom(HeldMonitors other) {
        for (int i = 0; i < other.size; i++) {
            if (size == monitors.length) {
                monitors = Arrays.copyOf(monitors, 2 * size);
            }
            monitors[size++] = other.monitors[i];
        }
        other.clear();
    }

    void clear() {
        Arrays.fill(monitors, null);
        size = 0;
    }

    /** Forgets one that is given up for a while, as {@code wait} does. */
    void remove(Object monitor) {
        for (int i = 0; i < size; i++) {
            if (monitors[i] == monitor) {
                monitors[i] = monitors[--size];
                monitors[size] = null;
            }
        }
    }

    /**
     * Looks which the current thread has left. It is soon enough when the baton is handed over.
     *
     * @param told hears of each, to wake who wants it
     */
    void forgetLeft(Left told) {
        int kept = 0;
        for (int i = 0; i < size; i++) {
            Object monitor = monitors[i];
            monitors[i] = null;
            if (Thread.holdsLock(monitor)) {
                monitors[kept++] = monitor;
            } else {
                told.left(monitor);
            }
        }
        size = kept;
    }
}
