package dev.pekkosim.engine.run;

import dev.pekkosim.engine.Failure;
import dev.pekkosim.engine.Limits;
import dev.pekkosim.engine.carrier.Carrier;
import dev.pekkosim.engine.carrier.RunParts;

/**
 * What the thread does that waits for the end of a run: it sees a step that does not end, and ends the
 * carriers of dead nodes.
 */
final class Watchdog {

    private static final int INTERVAL_MILLIS = 1_000;

    private final RunParts parts;
    private final Limits limits;

    private long seenSteps = -1;
    private long stalledMillis;

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
        stalledMillis = steps == seenSteps ? stalledMillis + INTERVAL_MILLIS : 0;
        seenSteps = steps;
        Carrier stalled = parts.carriers().holder();
        if (stalled == null
                || limits.stepWallMillis() <= 0
                || stalledMillis < limits.stepWallMillis()) {
            return false;
        }
        StalledStep stack = new StalledStep(stalled);
        parts.end()
                .failLimit(
                        "step-wall-time",
                        "one step ran for more than " + limits.stepWallMillis()
                                + " ms of machine time, in " + stack.place(),
                        stack);
        return true;
    }
}
