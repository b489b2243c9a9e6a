package dev.pekkosim.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pekkosim.buggify.Property;
import java.util.concurrent.atomic.AtomicInteger;

/** Campaigns; {@link SimCampaignTest} executes them. */
class CampaignSample {

    static final AtomicInteger RUNS = new AtomicInteger();

    /** The first two seeds of the sequence are odd, the third is not. */
    @SimCampaign(nodes = 1, clients = 0, seeds = 6, parallel = 2)
    void twoSignatures(Seed seed) {
        RUNS.incrementAndGet();
        if (Long.remainderUnsigned(seed.value(), 3) == 0) {
            throw new IllegalStateException("divisible by three");
        }
        assertThat(seed.value() % 2).as("remainder").isZero();
    }

    @SimCampaign(nodes = 1, clients = 0)
    void passes() {
        RUNS.incrementAndGet();
    }

    @SimCampaign(nodes = 1, clients = 0, seeds = 1_000, untilSometimes = true)
    void untilReached(Seed seed) {
        RUNS.incrementAndGet();
        Property.sometimes(Long.remainderUnsigned(seed.value(), 5) == 0, "divisible by five");
    }

    @SimCampaign(nodes = 1, clients = 0, timeBudget = "1 ns")
    void withoutTime() {
        RUNS.incrementAndGet();
    }

    @SimCampaign(nodes = 1, clients = 0, stopAfterFailures = 2)
    void stops() {
        RUNS.incrementAndGet();
        throw new IllegalStateException("as ever");
    }
}
