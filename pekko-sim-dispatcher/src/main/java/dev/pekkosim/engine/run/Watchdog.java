// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.engine.run;

import dev.pekkosim.engine.Failure;
import dev.pekkosim.engine.Limits;
import dev.pekkosim.engine.carrier.Carrier;
import dev.pekkosim.engine.carrier.RunParts;
import org.jspecify.annotations.Nullable;

/**
 * What the thread does that waits for the end of a run: it sees a step that does not end, and ends
 * the carriers of dead nodes.
 *
 * <p>It looks once in a while. Time is counted in looks, not by a clock: what stops the whole JVM,
 * such as a debugger, stops it, too.
 */
final class Watchdog {

    private static final int INTERVAL_MILLIS = 1_000;

    private final RunParts parts;
    private final Limits limits;

    private long seenSteps = -1;
    private @Nullable StepLoad load;

    Watchdog(RunParts parts, Limits limits) {
        this.parts = parts;
        this.limits = limits;
    }

    /** Returns when the run is over, or shall be. */
    void awaitEnd() {
        while (parts.carriers().holder() != null) {
            try {
                parts.carriers().awaitEnd(INTERVAL_MILLIS);
                parts.carriers().buryIfAsked();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                parts.end()
                        .fail(
                                Failure.Kind.EXCEPTION,
                                "the run is not interrupted",
                                "the waiting thread was interrupted",
                                e);
                return;
            }
            if (isStalled()) {
                return;
            }
        }
    }

    private boolean isStalled() {
        long steps = parts.progress().steps();
        Carrier holder = parts.carriers().holder();
        if (holder == null || steps != seenSteps) {
            seenSteps = steps;
            load = null; // most steps are over before the next look, and asking costs
            return false;
        }
        if (load == null || load.carrier() != holder) {
            load = new StepLoad(holder);
            return false;
        }
        load.look(INTERVAL_MILLIS);
        return isBusyTooLong(load) || isIdleTooLong(load);
    }

    private boolean isBusyTooLong(StepLoad step) {
        if (limits.stepCpuMillis() <= 0 || step.cpuMillis() < limits.stepCpuMillis()) {
            return false;
        }
        StalledStep stack = new StalledStep(step.carrier());
        fail(
                "step-cpu-time",
                "one step used more than " + limits.stepCpuMillis() + " ms of CPU time, in "
                        + stack.place(),
                stack);
        return true;
    }

    private boolean isIdleTooLong(StepLoad step) {
        if (limits.stepIdleMillis() <= 0 || step.idleMillis() < limits.stepIdleMillis()) {
            return false;
        }
        String waitsFor = step.waitsFor();
        StalledStep stack = new StalledStep(step.carrier());
        fail(
                "step-idle-time",
                "one step waited for something outside the run for more than "
                        + limits.stepIdleMillis() + " ms of machine time," + waitsFor + " in "
                        + stack.place(),
                stack);
        return true;
    }

    private void fail(String limit, String message, StalledStep stack) {
        parts.end().failLimit(limit, message, stack);
    }
}
