package dev.pekkosim.testkit;

import dev.pekkosim.engine.run.Engine;
import dev.pekkosim.engine.Failure;
import dev.pekkosim.engine.Limits;
import dev.pekkosim.engine.Outcome;
import dev.pekkosim.engine.step.StepObserver;
import dev.pekkosim.testkit.campaign.AntithesisOutput;
import dev.pekkosim.testkit.campaign.PekkoVersions;
import dev.pekkosim.testkit.campaign.PointSummary;
import dev.pekkosim.testkit.campaign.PropertySummary;
import dev.pekkosim.testkit.campaign.RunSettings;
import dev.pekkosim.testkit.campaign.RunsAtOnce;
import dev.pekkosim.testkit.campaign.Stopwatch;
import dev.pekkosim.testkit.cluster.Deployment;
import dev.pekkosim.testkit.cluster.KnobSwarm;
import dev.pekkosim.testkit.divergence.Side;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Many runs of one body under one iteration control. Made by {@link SimClusterTestKit#campaign(String)}. A run keeps
 * nothing outside itself, so several may be under way at once, of one campaign or of several.
 */
public final class Campaign {

    private final String name;
    private final Deployment deployment;
    private final RunSettings settings;
    private final Body body;
    private final Limits limits;
    private final Canary canary;
    private final List<Runnable> resets;
    private final boolean knobs;

    private @Nullable AntithesisOutput output = AntithesisOutput.configured();

    Campaign(
            String name,
            Deployment deployment,
            RunSettings settings,
            Body body,
            Limits limits,
            List<Runnable> resets,
            boolean knobs) {
        this.name = name;
        this.deployment = deployment;
        this.settings = settings;
        this.body = body;
        this.limits = limits;
        this.canary = new Canary(settings.canary());
        this.resets = resets;
        this.knobs = knobs;
    }

    /** Tells its properties to another file than the environment says. */
    void output(AntithesisOutput newOutput) {
        output = newOutput;
    }

    /** The campaign's name. */
    public String name() {
        return name;
    }

    /**
     * What must have happened in the runs of a campaign and did not, a sentence each: a property that must be reached and never
     * was, or a {@code sometimes} that never held. Empty if there are fewer runs than {@code pekko.sim.contract.min-runs}.
     *
     * @param report of this campaign
     */
    public List<String> unmet(CampaignReport report) {
        return settings.contract().unmet(report.reached());
    }

    /**
     * What became of the properties that are stated in the application, whether any run reached them or not.
     *
     * @param report of this campaign
     */
    public List<PropertySummary> properties(CampaignReport report) {
        return settings.contract().properties(report.reached());
    }

    /**
     * What became of the buggify points in the application and in Pekko, whether any run reached them or not.
     *
     * @param report of this campaign
     */
    public List<PointSummary> points(CampaignReport report) {
        return settings.contract().points(report.reached());
    }

    /**
     * The buggify points in the application that no run reached, each with its place.
     *
     * @param report of this campaign
     */
    public List<String> unreachedPoints(CampaignReport report) {
        return settings.contract().unreachedPoints(report.reached());
    }

    /**
     * The buggify points in Pekko that cannot fire in any run, since the release of Pekko that is used lacks what they need: names,
     * each with a sentence that says what is not there.
     */
    public SortedMap<String, String> missingPoints() {
        return PekkoVersions.missingPoints();
    }

    /**
     * Runs one seed. One seed in {@code pekko.sim.canary} is executed twice; if the hashes differ, the run fails with {@link
     * Failure.Kind#NON_DETERMINISM}.
     *
     * @param seed the seed
     */
    public RunResult run(long seed) {
        RunResult result = execute(seed, null);
        return canary.covers(seed) ? Canary.compare(result, execute(seed, null)) : result;
    }

    /**
     * Executes one seed once.
     *
     * @param seed the seed
     * @param observer sees every step, or null
     */
    public RunResult execute(long seed, @Nullable StepObserver observer) {
        resets.forEach(Runnable::run);
        Stopwatch stopwatch = new Stopwatch();
        Engine engine = new Engine(seed, limits);
        engine.observe(observer);
        AntithesisOutput told = output;
        if (told != null) {
            engine.properties().listen(told);
        }
        List<Run> made = new ArrayList<>();
        Outcome outcome = engine.run(() -> {
            Run run = new Run(
                    engine,
                    deployment,
                    settings,
                    knobs ? deployment.drawKnobs(engine) : KnobSwarm.NONE);
            made.add(run);
            run.execute(body);
        });
        if (told != null) {
            told.runEnded();
        }
        Run run = made.get(0);
        run.ended(outcome.failure());
        return new RunResult(
                seed,
                outcome.hash(),
                outcome.steps(),
                outcome.virtualNanos(),
                stopwatch.nanos(),
                run.cluster().network().frames().delivered(),
                run.drawn(),
                run.faults(),
                run.silentFamilies(),
                run.operations(),
                run.pending(),
                engine.points().counts(),
                engine.properties().counts(),
                outcome.failure(),
                run.knownFind(),
                outcome.writtenFiles());
    }

    /**
     * Runs seeds one after another.
     *
     * @param count how many
     * @param seeds the seed for an index from 0
     * @param afterEach takes each result as it comes
     * @param goOn asked before each run
     */
    public CampaignReport run(
            int count,
            LongFunction<Long> seeds,
            Consumer<RunResult> afterEach,
            BooleanSupplier goOn) {
        return run(count, seeds, 1, afterEach, goOn);
    }

    /**
     * Runs seeds, several at once, each on threads of its own. The results are those of runs one after another, in the same
     * order, but for the machine time that each took.
     *
     * @param count how many
     * @param seeds the seed for an index from 0
     * @param parallel how many runs are under way at once, at least 1
     * @param afterEach takes each result in the order of the indices, on the calling thread
     * @param goOn asked before each result; once it says no, the runs that are under way are waited for and dropped
     */
    public CampaignReport run(
            int count,
            LongFunction<Long> seeds,
            int parallel,
            Consumer<RunResult> afterEach,
            BooleanSupplier goOn) {
        return report(this::run, count, seeds, parallel, afterEach, goOn);
    }

    /**
     * As {@link #run(int, LongFunction, int, Consumer, BooleanSupplier)}, but executes each seed once, also those that
     * {@code pekko.sim.canary} would execute twice.
     *
     * @param count how many
     * @param seeds the seed for an index from 0
     * @param parallel how many runs are under way at once, at least 1
     * @param afterEach takes each result in the order of the indices, on the calling thread
     * @param goOn asked before each result; once it says no, the runs that are under way are waited for and dropped
     */
    public CampaignReport execute(
            int count,
            LongFunction<Long> seeds,
            int parallel,
            Consumer<RunResult> afterEach,
            BooleanSupplier goOn) {
        return report(seed -> execute(seed, null), count, seeds, parallel, afterEach, goOn);
    }

    /**
     * This JVM as a place in which a seed of this campaign is executed again.
     *
     * @param place what it is called in reports
     */
    public Side side(String place) {
        return Side.of(place, (seed, observer) -> execute(seed, observer).hash());
    }

    private CampaignReport report(
            LongFunction<RunResult> executed,
            int count,
            LongFunction<Long> seeds,
            int parallel,
            Consumer<RunResult> afterEach,
            BooleanSupplier goOn) {
        Stopwatch stopwatch = new Stopwatch();
        List<RunResult> results = new ArrayList<>();
        new RunsAtOnce(count, parallel)
                .run(
                        index -> executed.apply(seeds.apply(index)),
                        result -> {
                            results.add(result);
                            afterEach.accept(result);
                        },
                        goOn);
        return new CampaignReport(name, results, stopwatch.nanos(), missingPoints());
    }
}
