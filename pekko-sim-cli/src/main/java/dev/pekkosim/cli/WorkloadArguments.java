package dev.pekkosim.cli;

import dev.pekkosim.testkit.Campaign;
import dev.pekkosim.testkit.Chaos;
import dev.pekkosim.testkit.SeedSequence;
import dev.pekkosim.testkit.cluster.SimSetupException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The arguments that say what is run: shared by the commands that run a workload. */
final class WorkloadArguments {

    private static final int DEFAULT_SEEDS = 10;

    private static final Map<String, Chaos> CHAOS = new TreeMap<>(Map.of(
            Chaos.none().name(), Chaos.none(),
            Chaos.crashPartition().name(), Chaos.crashPartition(),
            Chaos.points().name(), Chaos.points(),
            Chaos.swarm().name(), Chaos.swarm()));

    private final List<ShippedWorkload> known;

    @Parameters(
            index = "0",
            paramLabel = "WORKLOAD",
            description = "What drives the cluster: bank.")
    private String workload = "";

    @ArgGroup(exclusive = true)
    private @Nullable Seeds seeds;

    @Option(
            names = "--nodes",
            paramLabel = "N",
            description =
                    "How many server nodes there are; 3 unless set. One client node is added.")
    private String nodes = Integer.toString(RunOptions.DEFAULT_NODES);

    @Option(
            names = "--operations",
            paramLabel = "N",
            description = "How many operations the workload issues; 1000 unless set.")
    private String operations = Integer.toString(RunOptions.DEFAULT_OPERATIONS);

    @Option(
            names = "--chaos",
            paramLabel = "CHAOS",
            description =
                    "What the nemesis does: none, swarm, or crash-partition (as it is unless set).")
    private String chaos = RunOptions.DEFAULT_CHAOS.name();

    @Option(
            names = "--bug",
            paramLabel = "BUG",
            description =
                    "A bug planted in the workload: none (as it is unless set), or lost-credit.")
    private String bug = RunOptions.NO_BUG;

    @Option(
            names = "--parallel",
            paramLabel = "N",
            description = "How many runs are under way at once, each on threads of its own; 1"
                    + " unless set. The results are the same.")
    private String parallel = "1";

    /** Which seeds are run. */
    static final class Seeds {

        @Option(
                names = "--seeds",
                paramLabel = "N",
                description = "Runs the first N seeds of the fixed sequence; 10 unless set.")
        private @Nullable String count;

        @Option(
                names = "--seed",
                paramLabel = "SEED",
                description = "Runs one seed: 64 bits, decimal or hexadecimal after 0x.")
        private @Nullable String single;
    }

    /**
     * The seeds of a campaign.
     *
     * @param count how many
     * @param at the seed for an index from 0
     * @param arguments the option that names them
     */
    record SeedRange(int count, LongFunction<Long> at, List<String> arguments) {

        long seed(int index) {
            return at.apply(index);
        }
    }

    WorkloadArguments(List<ShippedWorkload> known) {
        this.known = known;
    }

    /** What to run, checked. */
    RunOptions options() {
        ShippedWorkload found = ShippedWorkload.find(known, workload);
        return new RunOptions(
                found.name(),
                Numbers.atLeast(1, "--nodes", nodes),
                Numbers.atLeast(0, "--operations", operations),
                chaos(),
                found.requireBug(bug));
    }

    private Chaos chaos() {
        Chaos found = CHAOS.get(chaos);
        if (found == null) {
            throw new SimSetupException(
                    "there is no chaos '" + chaos + "'; use " + String.join(", ", CHAOS.keySet()));
        }
        return found;
    }

    /** The campaign of these options. */
    Campaign campaign(RunOptions options) {
        return ShippedWorkload.find(known, options.workload()).campaign().apply(options);
    }

    /** How many runs are under way at once, checked. */
    int parallel() {
        return Numbers.atLeast(1, "--parallel", parallel);
    }

    /** Which seeds, checked. */
    SeedRange seeds() {
        Seeds given = seeds;
        if (given != null && given.single != null) {
            long seed = SeedSequence.parse(given.single);
            return new SeedRange(1, i -> seed, List.of("--seed", SeedSequence.format(seed)));
        }
        int count = given == null || given.count == null
                ? DEFAULT_SEEDS
                : Numbers.atLeast(1, "--seeds", given.count);
        return new SeedRange(
                count, SeedSequence::seed, List.of("--seeds", Integer.toString(count)));
    }
}
