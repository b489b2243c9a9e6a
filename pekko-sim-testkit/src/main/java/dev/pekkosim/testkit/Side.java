package dev.pekkosim.testkit;

import java.io.IOException;

/** One of the two places in which a seed is executed again to find where its executions part. */
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
    Trace trace(long seed, long firstStep, long lastStep) throws IOException;

    /**
     * This JVM.
     *
     * @param name what it is called in reports
     * @param campaign what a seed means
     */
    static Side of(String name, Campaign campaign) {
        return new Side() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public Trace trace(long seed, long firstStep, long lastStep) {
                Trace trace = new Trace(firstStep, lastStep);
                trace.end(campaign.execute(seed, trace).hash());
                return trace;
            }
        };
    }
}
