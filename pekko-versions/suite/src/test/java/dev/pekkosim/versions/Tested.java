package dev.pekkosim.versions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pekkosim.testkit.Campaign;
import dev.pekkosim.testkit.RunResult;
import dev.pekkosim.testkit.SeedSequence;
import org.apache.pekko.Version;

/** The version of Pekko under test, and runs with it. */
final class Tested {

    private static final long SEED = SeedSequence.seed(0);

    private Tested() {}

    /** What the module that runs the suite asks for; Maven knows nothing of what is loaded. */
    static String version() {
        String version = System.getProperty("tested.pekko.version");
        if (version == null) {
            throw new IllegalStateException("-Dtested.pekko.version is not set");
        }
        return version;
    }

    /** Executes a seed twice, which must pass and be the same, and prints its hash. */
    static RunResult passesTwice(Campaign campaign) {
        RunResult first = campaign.execute(SEED, null);
        assertThat(first.failure()).isNull();
        RunResult second = campaign.execute(SEED, null);
        assertThat(identityOf(second)).isEqualTo(identityOf(first));
        System.out.printf(
                "Pekko %-6s Java %-3s %-10s %s %s %,9d steps%n",
                Version.current(),
                Runtime.version().feature(),
                campaign.name(),
                SeedSequence.format(SEED),
                SeedSequence.format(first.hash()),
                first.steps());
        return first;
    }

    private static String identityOf(RunResult result) {
        return SeedSequence.format(result.hash()) + " after " + result.steps() + " steps and "
                + result.virtualNanos() + " ns, with " + result.faults();
    }
}
