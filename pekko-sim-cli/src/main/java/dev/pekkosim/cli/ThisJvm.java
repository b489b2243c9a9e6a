package dev.pekkosim.cli;

import dev.pekkosim.testkit.Campaign;
import dev.pekkosim.testkit.StepHashes;
import dev.pekkosim.testkit.Trace;
import java.util.List;

/**
 * Executes seeds in this JVM.
 *
 * @param campaign what a seed means
 */
record ThisJvm(Campaign campaign) implements Side {

    @Override
    public String name() {
        return "this JVM";
    }

    @Override
    public StepHashes stepHashes(long seed) {
        StepHashes hashes = new StepHashes();
        hashes.end(campaign.execute(seed, hashes).hash());
        return hashes;
    }

    @Override
    public List<String> trace(long seed, long firstStep, long lastStep) {
        Trace trace = new Trace(firstStep, lastStep, MOST_LINES);
        trace.end(campaign.execute(seed, trace).hash());
        return trace.lines();
    }
}
