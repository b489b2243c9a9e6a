// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.agent.hook;

import java.util.concurrent.TimeUnit;

/**
 * What comes before {@code synchronized} and stands in for {@code wait} and {@code notify}. On a
 * {@link SimThread} a monitor that another step of the run is in is waited for in virtual time.
 * Leaving one needs no hook: nothing else of the run goes on before the thread hands over, and by
 * then it knows which monitors it holds.
 */
public final class MonitorHooks {

    private MonitorHooks() {}

    /** Comes before a monitor is entered. */
    public static void monitorEnter(Object monitor) {
        if (Thread.currentThread() instanceof SimThread t && monitor != null) {
            t.enterMonitor(monitor);
        }
    }

    /** Replaces {@link Object#wait()}. */
    public static void monitorWait(Object monitor) throws InterruptedException {
        monitorWait(monitor, 0);
    }

    /** Replaces {@link Object#wait(long)}. */
    @SuppressWarnings("WaitNotInLoop") // The loop is where the call was.
    public static void monitorWait(Object monitor, long millis) throws InterruptedException {
        if (Thread.currentThread() instanceof SimThread t
                && millis >= 0
                && Thread.holdsLock(monitor)) {
            t.waitOnMonitor(monitor, millis == 0 ? -1 : TimeUnit.MILLISECONDS.toNanos(millis));
        } else {
            monitor.wait(millis);
        }
    }

    /** Replaces {@link Object#wait(long, int)}. */
    public static void monitorWait(Object monitor, long millis, int nanos)
            throws InterruptedException {
        if (nanos < 0 || nanos > 999_999) {
            throw new IllegalArgumentException("nanosecond timeout value out of range");
        }
        monitorWait(monitor, nanos > 0 && millis < Long.MAX_VALUE ? millis + 1 : millis);
    }

    /** Replaces {@link Object#notify()}. */
    public static void monitorNotify(Object monitor) {
        if (Thread.currentThread() instanceof SimThread t && Thread.holdsLock(monitor)) {
            t.notifyMonitor(monitor, false);
        } else {
            monitor.notify();
        }
    }

    /** Replaces {@link Object#notifyAll()}. */
    public static void monitorNotifyAll(Object monitor) {
        if (Thread.currentThread() instanceof SimThread t && Thread.holdsLock(monitor)) {
            t.notifyMonitor(monitor, true);
        } else {
            monitor.notifyAll();
        }
    }
}
