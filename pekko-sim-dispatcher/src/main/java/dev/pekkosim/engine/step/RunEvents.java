// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.engine.step;

import dev.pekkosim.engine.Internal;
import dev.pekkosim.engine.decision.Decisions;
import dev.pekkosim.engine.decision.RunHash;
import dev.pekkosim.engine.time.Progress;
import org.jspecify.annotations.Nullable;

/**
 * Where all that happens in a run is told: it enters the hash, and the observer sees it if there is
 * one.
 *
 * @hidden
 */
@Internal
public final class RunEvents {

    private final RunHash hash;
    private final Decisions decisions;
    private final LastSteps lastSteps = new LastSteps();
    private @Nullable StepObserver observer;

    /**
     * Creates those of a run, which nobody observes.
     *
     * @param hash takes them in
     * @param decisions tells the observer of draws
     */
    public RunEvents(RunHash hash, Decisions decisions) {
        this.hash = hash;
        this.decisions = decisions;
    }

    /**
     * Sets who sees them.
     *
     * @param newObserver the observer, or null for none
     */
    public void observe(@Nullable StepObserver newObserver) {
        observer = newObserver;
        decisions.observe(newObserver);
    }

    /** Whether anyone sees them, so that describing one is worth its cost. */
    public boolean isObserved() {
        return observer != null;
    }

    /**
     * Something happens within the current step.
     *
     * @param label number that is the same in every execution of the seed
     * @param what described by the trace
     */
    public void event(long label, Object what) {
        hash.mix(label);
        StepObserver seen = observer;
        if (seen != null) {
            seen.onEvent(what, hash.value());
        }
    }

    /** The baton is handed to another carrier. */
    public void handOver() {
        StepObserver seen = observer;
        if (seen != null) {
            seen.onHandOver();
        }
    }

    /**
     * A step begins.
     *
     * @param step the step
     * @param progress counts it already
     */
    public void step(Step step, Progress progress) {
        hash.mix(progress.now());
        hash.mix(step.label() * 31 + step.kind().code() * 64L + step.owner().node());
        lastSteps.add(step, progress);
        StepObserver seen = observer;
        if (seen != null) {
            seen.onStep(
                    progress.steps(),
                    progress.now(),
                    step.owner(),
                    step.kind(),
                    step.work(),
                    hash.value());
        }
    }

    /** What is kept of the steps. */
    public LastSteps lastSteps() {
        return lastSteps;
    }

    void ready(Step step) {
        StepObserver seen = observer;
        if (seen != null) {
            seen.onReady(step.owner(), step.kind(), step.work());
        }
    }
}
