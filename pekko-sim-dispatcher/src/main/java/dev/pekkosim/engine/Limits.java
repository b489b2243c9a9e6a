// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.engine;

/**
 * The bounds of a run; past one of them the run fails with the bound's key.
 *
 * @param steps most steps of a run ({@code pekko.sim.limits.steps})
 * @param virtualNanos most virtual time of a run ({@code pekko.sim.limits.virtual-time})
 * @param carriers most carrier threads at once ({@code pekko.sim.limits.carriers})
 * @param readySteps most steps ready at once ({@code pekko.sim.limits.ready-steps})
 * @param stepCpuMillis most CPU time of one step, 0 for no bound
 *     ({@code pekko.sim.limits.step-cpu-time})
 * @param stepIdleMillis longest machine time in which a step uses no CPU, 0 for no bound
 *     ({@code pekko.sim.limits.step-idle-time})
 * @param bodyWaitNanos longest virtual time that the body waits without a deadline of its own, once
 *     a node has ended ({@code pekko.sim.limits.body-wait})
 * @since 0.1.0
 */
public record Limits(
        long steps,
        long virtualNanos,
        int carriers,
        int readySteps,
        long stepCpuMillis,
        long stepIdleMillis,
        long bodyWaitNanos) {

    /** Bounds that a run of a few virtual hours does not meet. */
    public static final Limits DEFAULT = new Limits(
            50_000_000L,
            24L * 3600 * 1_000_000_000L,
            256,
            1_000_000,
            60_000L,
            60_000L,
            3600L * 1_000_000_000L);

    /** Checks that each bound is positive. */
    public Limits {
        if (steps <= 0
                || virtualNanos <= 0
                || carriers <= 0
                || readySteps <= 0
                || stepCpuMillis < 0
                || stepIdleMillis < 0
                || bodyWaitNanos <= 0) {
            throw new IllegalArgumentException(
                    "limits must be positive, but are " + steps + " steps, "
                            + virtualNanos + " ns, " + carriers + " carriers, " + readySteps
                            + " ready steps, "
                            + stepCpuMillis + " ms of CPU time, " + stepIdleMillis
                            + " ms without CPU, " + bodyWaitNanos + " ns of a body's wait");
        }
    }
}
