// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.testkit;

import dev.pekkosim.engine.Failure;

/**
 * The runs of a campaign that are executed twice, to notice what the simulator does not control
 * yet.
 *
 * @param share one seed in so many, or 0 for none
 */
record Canary(int share) {

    /** Any constant; it keeps this choice apart from the run's own decisions. */
    private static final long SALT = 0x63616e617279L;

    /** Whether a seed is executed twice: a property of the seed, the same on every machine. */
    boolean covers(long seed) {
        return share > 0 && Long.remainderUnsigned(SeedSequence.mix(seed ^ SALT), share) == 0;
    }

    /**
     * The result of two executions: the first one's, but failed if they differ, as no other finding
     * of such a run can be trusted.
     */
    static RunResult compare(RunResult first, RunResult second) {
        if (first.hash() == second.hash() && first.steps() == second.steps()) {
            return first;
        }
        Failure failed = first.failure();
        return first.failed(new Failure(
                Failure.Kind.NON_DETERMINISM,
                "a seed is one run",
                "executed twice: hash " + SeedSequence.format(first.hash()) + " after "
                        + first.steps()
                        + " steps, then hash " + SeedSequence.format(second.hash()) + " after "
                        + second.steps() + " steps; the usual cause is what outlives a run, such as"
                        + " a static field; "
                        + Determinism.command(first.seed()) + " finds where they part"
                        + (failed == null
                                ? ""
                                : "; the first execution failed with: " + failed.property() + ": "
                                        + failed.message()),
                Math.min(first.steps(), second.steps()),
                Math.min(first.virtualNanos(), second.virtualNanos()),
                failed == null ? null : failed.cause()));
    }
}
