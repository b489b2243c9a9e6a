// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.engine.run;

import dev.pekkosim.engine.carrier.Carrier;
import java.lang.management.LockInfo;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.util.concurrent.TimeUnit;

/**
 * How much of the processor the thread of one step uses, as the machine tells. Only the thread that
 * waits for the end of the run may ask, since the answers differ from one execution to the next.
 */
final class StepLoad {

    /** A thread that runs at all, on however busy a machine, uses more between two looks. */
    private static final long IDLE_NANOS = 1_000_000;

    /**
     * What a thread that waits uses at most between two looks, if it looks time and again whether
     * it may go on.
     */
    private static final long POLLING_NANOS = 50_000_000;

    private final Carrier carrier;
    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private final boolean isTold =
            threads.isThreadCpuTimeSupported() && threads.isThreadCpuTimeEnabled();

    private long seenNanos;
    private long usedNanos;
    private long idleMillis;

    /**
     * Begins to look.
     *
     * @param carrier the one that has the baton
     */
    StepLoad(Carrier carrier) {
        this.carrier = carrier;
        seenNanos = cpuNanos();
    }

    /** Whose step it is. */
    Carrier carrier() {
        return carrier;
    }

    /**
     * Looks again; the same step runs still.
     *
     * @param sinceMillis machine time since the last look, which counts as used where the JVM does
     *     not tell CPU time
     */
    void look(int sinceMillis) {
        long now = cpuNanos();
        long used = isTold ? now - seenNanos : TimeUnit.MILLISECONDS.toNanos(sinceMillis);
        seenNanos = now;
        usedNanos += used;
        idleMillis = isIdle(used) ? idleMillis + sinceMillis : 0;
    }

    private boolean isIdle(long used) {
        boolean isWaiting = carrier.getState() != Thread.State.RUNNABLE;
        return used < (isWaiting ? POLLING_NANOS : IDLE_NANOS);
    }

    private long cpuNanos() {
        return isTold ? threads.getThreadCpuTime(carrier.getId()) : 0;
    }

    /** CPU time since the first look. */
    long cpuMillis() {
        return TimeUnit.NANOSECONDS.toMillis(usedNanos);
    }

    /** For how long it has used no CPU. */
    long idleMillis() {
        return idleMillis;
    }

    /** What it waits for and who has that, as far as the JVM knows. */
    String waitsFor() {
        ThreadInfo info = threads.getThreadInfo(carrier.getId());
        LockInfo lock = info == null ? null : info.getLockInfo();
        if (info == null || lock == null) {
            return "";
        }
        String owner = info.getLockOwnerName();
        return " on a " + lock.getClassName() + ","
                + (owner == null ? "" : " which thread '" + owner + "' has,");
    }
}
