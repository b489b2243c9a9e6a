// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.testkit.divergence;

import dev.pekkosim.engine.Internal;
import dev.pekkosim.engine.step.StepObserver;
import java.io.IOException;

/**
 * One of the two places in which a seed is executed again to find where its executions part.
 *
 * @hidden
 */
@Internal
public interface Side {

    /** What it is called in reports: one or two words. */
    String name();

    /**
     * Executes a seed once and records what happens.
     *
     * @param seed the seed
     * @param firstStep the first step whose events are recorded
     * @param lastStep the last step whose events are recorded; before the first one for none
     */
    Recording record(long seed, long firstStep, long lastStep) throws IOException;

    /**
     * This JVM.
     *
     * @param name what it is called in reports
     * @param execution executes a seed
     */
    static Side of(String name, SeedExecution execution) {
        return new Side() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public Recording record(long seed, long firstStep, long lastStep) {
                Recording recording = new Recording(firstStep, lastStep);
                recording.end(execution.execute(seed, recording));
                return recording;
            }
        };
    }

    /** One execution of a seed. */
    @FunctionalInterface
    interface SeedExecution {

        /**
         * Executes a seed once.
         *
         * @param seed the seed
         * @param observer sees every step
         * @return the hash of the run
         */
        long execute(long seed, StepObserver observer);
    }
}
