// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.dispatcher;

import scala.concurrent.ExecutionContext;

/**
 * A task that repeats at a fixed rate. The next timer is set when the work has run, so that runs of
 * one task do not overlap; like Pekko's scheduler it catches up when it is late.
 */
final class RepeatedTask extends ScheduledTask {

    private final long periodNanos;
    private long dueNanos;

    RepeatedTask(NodeTimers timers, Runnable work, ExecutionContext executor, long periodNanos) {
        super(timers, work, executor);
        this.periodNanos = periodNanos;
    }

    @Override
    ScheduledTask start(long delayNanos) {
        dueNanos = timers().host().monotonicNanos() + delayNanos;
        return super.start(delayNanos);
    }

    @Override
    public void run() {
        if (!isCancelled()) {
            execute(this::runAndRepeat);
        }
    }

    private void runAndRepeat() {
        if (isCancelled()) {
            return;
        }
        work().run();
        if (!isCancelled()) {
            long now = timers().host().monotonicNanos();
            dueNanos += periodNanos;
            super.start(Math.max(1, dueNanos - now));
        }
    }
}
