// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.testkit.spi;

/**
 * A sort of fault that a nemesis applies again and again while a run is in its chaos phase.
 * Implemented by users for faults of their own, such as an outage of a service that a node asks;
 * each fault must be one that the application has to bear in production.
 *
 * <p>One instance serves many runs, also at once: what belongs to a run is kept in what
 * {@link #start} schedules.
 *
 * @since 0.1.0
 */
public interface FaultFamily {

    /** Names it in reports and on the command line: lower-case letters, digits and hyphens. */
    String name();

    /**
     * Begins, at the start of the chaos phase of a run. It schedules what it does with the context;
     * at the end of the phase what is scheduled is dropped, and the cluster is repaired by the
     * testkit.
     *
     * @param context the run, as this family sees it
     */
    void start(FaultContext context);
}
