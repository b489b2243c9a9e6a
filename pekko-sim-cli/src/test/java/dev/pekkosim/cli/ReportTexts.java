package dev.pekkosim.cli;

import dev.pekkosim.engine.ClosestPair;
import dev.pekkosim.engine.Failure;
import dev.pekkosim.engine.LastStep;
import dev.pekkosim.engine.WrittenFile;
import dev.pekkosim.testkit.CampaignReport;
import dev.pekkosim.testkit.Chaos;
import dev.pekkosim.testkit.OperationCounts;
import dev.pekkosim.testkit.RunResult;
import dev.pekkosim.testkit.Violation;
import dev.pekkosim.testkit.campaign.PointSummary;
import dev.pekkosim.testkit.campaign.PropertySummary;
import dev.pekkosim.testkit.campaign.Shard;
import dev.pekkosim.testkit.campaign.Versions;
import dev.pekkosim.testkit.cluster.Fault;
import dev.pekkosim.testkit.cluster.ReplacedSetting;
import dev.pekkosim.testkit.finds.KnownFindMatch;
import dev.pekkosim.testkit.results.CampaignHead;
import dev.pekkosim.testkit.results.CampaignOutcome;
import dev.pekkosim.testkit.results.CampaignResults;
import dev.pekkosim.testkit.text.Fold;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Fixed results for tests of reports. */
final class ReportTexts {

    static final RunOptions DEFAULTS = new RunOptions(
            "bank",
            RunOptions.DEFAULT_NODES,
            RunOptions.DEFAULT_OPERATIONS,
            RunOptions.DEFAULT_CHAOS,
            RunOptions.NO_BUG);

    static final RunOptions ALL_SET = new RunOptions("bank", 5, 50, Chaos.none(), "lost-credit");

    static final CampaignOutcome EMPTY = outcome(List.of(), List.of(), List.of());

    static final CampaignHead HEAD = head(DEFAULTS, null);

    /** What a campaign of 20 seeds came to. */
    static CampaignOutcome outcome(
            List<String> unmet, List<PointSummary> points, List<PropertySummary> properties) {
        return new CampaignOutcome(unmet, points, properties, List.of(), List.of(), Set.of(), 20);
    }

    /** The head of a campaign of 20 seeds, or of one of its shards. */
    static CampaignHead head(RunOptions options, @Nullable Shard shard) {
        return new CampaignHead(
                options.workload(),
                options.parameters(),
                20,
                Optional.ofNullable(shard),
                new TreeMap<>(),
                new Versions("0.1.0", "1.7.0", "17"),
                new TreeMap<>());
    }

    private static final List<LastStep> LAST_STEPS = List.of(
            new LastStep(52_117, 91_290_123_456L, "node-1", "/user/till", "com.acme.Till$Take"),
            new LastStep(
                    52_130,
                    91_299_999_999L,
                    "node-2",
                    "/system/sharding/Account/3/account-7",
                    "com.acme.Account$Credit"));

    static final ReplacedSetting JOURNAL = new ReplacedSetting(
            "pekko.persistence.journal.plugin",
            "jdbc-journal",
            "pekko.sim.cluster-journal",
            "The stores belong to the simulated cluster, so nothing is written to the application's");

    static final PropertySummary PROPERTY = new PropertySummary(
            "the balance is small",
            "alwaysLessThan",
            List.of("com.acme.Transfers.retry (Transfers.java:43)"),
            2,
            3,
            0,
            new ClosestPair(998, 1_000, -2),
            List.of());

    private ReportTexts() {}

    static RunResult failed(String property, String message) {
        return result(
                List.of(),
                new Failure(Failure.Kind.EXCEPTION, property, message, 1, 2, null),
                null);
    }

    static RunResult passed() {
        return result(List.of(), null, null);
    }

    static RunResult failed(Failure.Kind kind, int faults) {
        return result(
                IntStream.rangeClosed(1, faults)
                        .mapToObj(i -> new Fault(
                                i * 61_000_000_000L, "crash", "crash node-" + i, "crashes"))
                        .toList(),
                new Failure(
                        kind,
                        "money is conserved",
                        "expected 100,\nactual \"90\"",
                        52_130,
                        91_204_567_890L,
                        null),
                null);
    }

    static RunResult knownFind() {
        return result(
                List.of(),
                new Failure(
                        Failure.Kind.PROPERTY,
                        "the cluster converges after heal",
                        "node-3 sees 1 of 3 members Up",
                        52_130,
                        91_204_567_890L,
                        null),
                new KnownFindMatch("PEKKO-1", "lost join", "node-3 is Joining in its own view"));
    }

    static RunResult acceptedFind() {
        RunResult found = knownFind();
        Violation violation = found.violations().get(0);
        return result(
                RunResult.Status.ACCEPTED_FIND,
                List.of(),
                violation.failure(),
                violation.find(),
                List.of());
    }

    static RunResult wrote(WrittenFile... files) {
        return result(List.of(), null, null, List.of(files));
    }

    private static RunResult result(
            List<Fault> faults, @Nullable Failure failure, @Nullable KnownFindMatch find) {
        return result(faults, failure, find, List.of());
    }

    private static RunResult result(
            List<Fault> faults,
            @Nullable Failure failure,
            @Nullable KnownFindMatch find,
            List<WrittenFile> files) {
        RunResult.Status status = failure == null
                ? RunResult.Status.PASSED
                : find == null ? RunResult.Status.FAILED : RunResult.Status.KNOWN_FIND;
        return result(status, faults, failure, find, files);
    }

    private static RunResult result(
            RunResult.Status status,
            List<Fault> faults,
            @Nullable Failure failure,
            @Nullable KnownFindMatch find,
            List<WrittenFile> files) {
        return new RunResult(
                0x2aL,
                0xfedcba9876543210L,
                status,
                new RunResult.Extent(52_130, 91_299_999_999L, 84_999_999L, 4_711),
                new RunResult.Disturbance(List.of(), faults, List.of()),
                new OperationCounts(990, 7, 3),
                RunResult.Counts.NONE,
                failure == null ? List.of() : List.of(Violation.of(failure, null, find)),
                failure == null ? List.of() : List.of("node-2: /user/till stashes 1 message"),
                failure == null ? List.of() : LAST_STEPS,
                files);
    }

    /** A point of the application has a place. */
    static PointSummary point(
            String name, long activeRuns, long reachedRuns, long reached, long fired) {
        return new PointSummary(
                name,
                false,
                name.startsWith("pekko.")
                        ? List.of()
                        : List.of("com.acme.Transfers.retry (Transfers.java:42)"),
                activeRuns,
                reachedRuns,
                reached,
                fired);
    }

    /** The results of a campaign. */
    static CampaignResults results(
            CampaignHead head, CampaignReport report, CampaignOutcome outcome) {
        return CampaignResults.of(
                head, report, outcome, false, run -> DEFAULTS.commands(run, null));
    }

    /** A console that keeps what is written. */
    static Console console(StringWriter out, boolean terminal) {
        return new Console(
                out,
                new PrintWriter(new StringWriter()),
                new Console.Terminal(terminal, false, Fold.USUAL_WIDTH));
    }
}
