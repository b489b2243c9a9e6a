// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.testkit;

import dev.pekkosim.engine.Failure;
import dev.pekkosim.engine.Internal;
import dev.pekkosim.engine.LastStep;
import dev.pekkosim.engine.Outcome;
import dev.pekkosim.engine.run.Engine;
import dev.pekkosim.engine.step.StepObserver;
import dev.pekkosim.testkit.campaign.AntithesisOutput;
import dev.pekkosim.testkit.campaign.BodyPlace;
import dev.pekkosim.testkit.campaign.Contract;
import dev.pekkosim.testkit.campaign.GivenOption;
import dev.pekkosim.testkit.campaign.Option;
import dev.pekkosim.testkit.campaign.PekkoVersions;
import dev.pekkosim.testkit.campaign.PointSummary;
import dev.pekkosim.testkit.campaign.PropertySummary;
import dev.pekkosim.testkit.campaign.RunsAtOnce;
import dev.pekkosim.testkit.campaign.StaticState;
import dev.pekkosim.testkit.campaign.Stopwatch;
import dev.pekkosim.testkit.cluster.KnobSwarm;
import dev.pekkosim.testkit.cluster.ReplacedSetting;
import dev.pekkosim.testkit.cluster.SimSetupException;
import dev.pekkosim.testkit.divergence.Side;
import dev.pekkosim.testkit.finds.KnownFinds;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Many runs of one body under one iteration control. Made by
 * {@link SimClusterTestKit#campaign(String)}. A run keeps nothing outside itself, so several may be
 * under way at once, of one campaign or of several. Runs of a campaign that sets back static state
 * ({@link SimClusterTestKit.Builder#beforeRun}) are the exception: each is the only one in the JVM
 * while it is under way.
 *
 * @since 0.1.0
 */
public final class Campaign {

    private final CampaignPlan plan;
    private final Contract contract;
    private final Canary canary;

    private @Nullable AntithesisOutput output = AntithesisOutput.configured();

    Campaign(CampaignPlan plan) {
        this(plan, BodyPlace.ofCaller(plan.body().getClass()));
    }

    private Campaign(CampaignPlan plan, BodyPlace place) {
        this(plan, plan.settings().contract().of(place));
    }

    private Campaign(CampaignPlan plan, Contract contract) {
        this.plan = plan;
        this.contract = contract;
        this.canary = new Canary(plan.settings().canary());
    }

    /**
     * The same campaign, but it accepts runs that failed by given known finds only: they are
     * counted and shown, but do not fail it.
     *
     * @param ids of {@code docs/bugs}, such as {@code PEKKO-3} or {@code CAVEAT-1}
     * @throws dev.pekkosim.testkit.cluster.SimSetupException if there is no such find
     */
    public Campaign allowKnownFinds(Collection<String> ids) {
        return new Campaign(plan.allowing(KnownFinds.requireAll(ids)), contract);
    }

    /**
     * The same campaign, but each run does something else.
     *
     * @param body what it does, and stands where the body of this campaign does
     * @hidden
     */
    @Internal
    public Campaign body(Body body) {
        return new Campaign(plan.with(body), contract);
    }

    /**
     * The same campaign with a body that stands elsewhere.
     *
     * @param place where
     * @hidden
     */
    @Internal
    public Campaign in(BodyPlace place) {
        return new Campaign(plan, place);
    }

    /**
     * The same campaign with the chaos and the accepted finds that options say. What the code
     * accepts stays accepted.
     *
     * @param options says them
     * @hidden
     */
    @Internal
    public Campaign with(CampaignOptions options) {
        Set<String> finds = new TreeSet<>(plan.allowedFinds());
        finds.addAll(options.allowedFinds());
        CampaignPlan same = plan.allowing(Set.copyOf(finds));
        return new Campaign(options.chaosIfSet().map(same::with).orElse(same), contract);
    }

    /** Tells its properties to another file than the environment says. */
    void output(AntithesisOutput newOutput) {
        output = newOutput;
    }

    /** The campaign's name. */
    public String name() {
        return plan.name();
    }

    /**
     * What must have happened in the runs of a campaign and did not, a sentence each: a property
     * that must be reached and never was, or a {@code sometimes} that never held. Empty if there
     * are fewer runs than {@code pekko.sim.contract.min-runs}, or those of one shard only.
     *
     * @param report of this campaign
     */
    public List<String> unmet(CampaignReport report) {
        return report.isPart() ? List.of() : contract.unmet(report.reached());
    }

    /**
     * The properties that must happen in a campaign, by their messages.
     *
     * @param report of this campaign
     * @hidden
     */
    @Internal
    public Set<String> requiredProperties(CampaignReport report) {
        return contract.required(report.reached());
    }

    /**
     * From how many runs on they must; 0 for never.
     *
     * @hidden
     */
    @Internal
    public int contractRuns() {
        return contract.minRuns();
    }

    /**
     * What became of the properties that are stated in the application, whether any run reached
     * them or not.
     *
     * @param report of this campaign
     */
    public List<PropertySummary> properties(CampaignReport report) {
        return contract.properties(report.reached());
    }

    /**
     * What became of the buggify points in the application and in Pekko, whether any run reached
     * them or not.
     *
     * @param report of this campaign
     */
    public List<PointSummary> points(CampaignReport report) {
        return contract.points(report.reached());
    }

    /**
     * The buggify points in the application that no run reached, each with its place.
     *
     * @param report of this campaign
     */
    public List<String> unreachedPoints(CampaignReport report) {
        return contract.unreachedPoints(report.reached());
    }

    /**
     * The buggify points in Pekko that cannot fire in any run, since the release of Pekko that is
     * used lacks what they need: names, each with a sentence that says what is not there.
     */
    public SortedMap<String, String> missingPoints() {
        return PekkoVersions.missingPoints();
    }

    /**
     * The settings that the application has made otherwise than Pekko and that no run has, each
     * with what it is instead and why. What it relies on there is not tested: with a journal of its
     * own, for instance, not one row is written to it.
     */
    public List<ReplacedSetting> replacedSettings() {
        return plan.deployment().replaced();
    }

    /**
     * Runs one seed. One seed in {@code pekko.sim.canary} is executed twice; if the hashes differ,
     * the run fails with {@link Failure.Kind#NON_DETERMINISM}.
     *
     * @param seed the seed
     */
    public RunResult run(long seed) {
        RunResult result = execute(seed, null);
        return canary.covers(seed) ? Canary.compare(result, execute(seed, null)) : result;
    }

    /**
     * Executes one seed once, be it one of those that {@code pekko.sim.canary} would execute twice.
     *
     * @param seed the seed
     */
    public RunResult execute(long seed) {
        return execute(seed, null);
    }

    /**
     * Executes one seed once.
     *
     * @param seed the seed
     * @param observer sees every step, or null
     * @hidden
     */
    @Internal
    public RunResult execute(long seed, @Nullable StepObserver observer) {
        return StaticState.during(!plan.resets().isEmpty(), () -> {
            plan.resets().forEach(Campaign::setBack);
            return executeNow(seed, observer);
        });
    }

    private static void setBack(Runnable reset) {
        try {
            reset.run();
        } catch (RuntimeException | AssertionError e) {
            throw new SimSetupException("what beforeRun does before each run failed: " + e, e);
        }
    }

    private RunResult executeNow(long seed, @Nullable StepObserver observer) {
        Stopwatch stopwatch = new Stopwatch();
        Engine engine = new Engine(seed, plan.limits());
        engine.observe(observer);
        AntithesisOutput told = output;
        if (told != null) {
            engine.properties().listen(told);
        }
        List<Run> made = new ArrayList<>();
        Outcome outcome = engine.run(() -> {
            Run run = new Run(
                    engine,
                    plan,
                    plan.knobs() ? plan.deployment().drawKnobs(engine) : KnobSwarm.NONE);
            made.add(run);
            run.execute(plan.body());
        });
        if (told != null) {
            told.runEnded();
        }
        return result(engine, made.isEmpty() ? null : made.get(0), outcome, stopwatch.nanos());
    }

    private RunResult result(Engine engine, @Nullable Run run, Outcome outcome, long wallNanos) {
        List<Violation> violations =
                run == null ? unexplained(outcome) : run.violations().all();
        return new RunResult(
                outcome.seed(),
                outcome.hash(),
                statusOf(violations),
                new RunResult.Extent(
                        outcome.steps(),
                        outcome.virtualNanos(),
                        wallNanos,
                        run == null ? 0 : run.cluster().network().frames().delivered()),
                run == null ? RunResult.Disturbance.NONE : run.disturbance(),
                run == null ? OperationCounts.NONE : run.operations(),
                new RunResult.Counts(
                        engine.points().counts(), engine.properties().counts()),
                violations,
                run == null ? List.of() : run.violations().pending(),
                violations.isEmpty() ? List.of() : lastSteps(engine, run),
                outcome.writtenFiles());
    }

    /** A thread that is not of the run may have noticed the violation, and nothing ran since. */
    private static List<LastStep> lastSteps(Engine engine, @Nullable Run run) {
        List<LastStep> then = run == null ? null : run.violations().lastSteps();
        return then == null ? engine.lastSteps() : then;
    }

    /** A run that came to nothing. */
    private static List<Violation> unexplained(Outcome outcome) {
        Failure failure = outcome.failure();
        return failure == null ? List.of() : List.of(Violation.of(failure, null, null));
    }

    /** Known finds count only if they explain all that was violated. */
    private RunResult.Status statusOf(List<Violation> violations) {
        if (violations.isEmpty()) {
            return RunResult.Status.PASSED;
        }
        if (violations.stream().anyMatch(violation -> violation.find() == null)) {
            return RunResult.Status.FAILED;
        }
        return violations.stream()
                        .map(Violation::find)
                        .allMatch(find -> find != null && plan.allowedFinds().contains(find.id()))
                ? RunResult.Status.ACCEPTED_FIND
                : RunResult.Status.KNOWN_FIND;
    }

    /**
     * Runs seeds.
     *
     * @param iterations which, and how
     */
    public CampaignReport run(Iterations iterations) {
        return report(this::run, iterations);
    }

    /**
     * Runs seeds: first those of the repros that are kept with the tests and are of a campaign of
     * this name, unless a single seed is asked for or another shard than the first, and then those
     * that the options say.
     *
     * @param options which, when it ends, and what else may be said from outside
     */
    public CampaignReport run(CampaignOptions options) {
        Stopwatch stopwatch = new Stopwatch();
        IterationControl control = control(options);
        List<RunResult> results = new ArrayList<>();
        if (options.isAfterRepros()) {
            for (KeptRepro kept : KeptRepro.ofCampaign(name())) {
                RunResult result = kept.repro().replay(kept.campaign(this)).result();
                results.add(result);
                control.add(result);
            }
        }
        results.addAll(runSeeds(options, control));
        return new CampaignReport(
                name(),
                results,
                stopwatch.nanos(),
                missingPoints(),
                options.shard().isPresent());
    }

    private List<RunResult> runSeeds(CampaignOptions options, IterationControl control) {
        int seeds = options.seeds();
        return with(options)
                .run(Iterations.of(Math.max(1, seeds))
                        .seeds(index -> options.seedAt((int) index))
                        .parallel(options.parallel())
                        .afterEach(control::add)
                        .whileTrue(() -> seeds > 0 && control.goesOn())) // a shard may have none
                .runs();
    }

    /**
     * What says when the campaign ends, if its seeds are run one by one.
     *
     * @param options say it
     * @hidden
     */
    @Internal
    public IterationControl control(CampaignOptions options) {
        return new IterationControl(options, this::isFulfilled);
    }

    private boolean isFulfilled(List<RunResult> results) {
        return contract.isFulfilled(new CampaignReport(name(), results, 0).reached());
    }

    /**
     * Whether a campaign passed: no run failed but by finds that are accepted, and all has happened
     * that must.
     *
     * @param report of this campaign
     */
    public boolean isPassed(CampaignReport report) {
        return report.runs().stream().noneMatch(RunResult::failsCampaign)
                && unmet(report).isEmpty();
    }

    /**
     * The readable report of a campaign: how many runs came to what, failing seeds by what was
     * violated, what never happened, and the report of the failed run with the fewest steps.
     *
     * @param report of this campaign
     */
    public String text(CampaignReport report) {
        return text(report, run -> Map.of());
    }

    /**
     * The same, and that failed run leaves its repro in {@code pekko.sim.report-dir}, for which it
     * is executed once more. Moved to {@code src/test/resources/repros},
     * {@link #run(CampaignOptions)} runs it first.
     *
     * @param report of this campaign
     * @param options with which it was run
     */
    public String text(CampaignReport report, CampaignOptions options) {
        Campaign same = with(options);
        return text(
                report,
                run -> Repro.of(
                                name(),
                                options.fromOutside(Option.CHAOS).map(GivenOption::text),
                                same,
                                run)
                        .map(repro -> Map.of(
                                "repro",
                                KeptRepro.write(options.reportDir().resolve(name()), repro)))
                        .orElse(Map.of()));
    }

    private String text(CampaignReport report, Function<RunResult, Map<String, Path>> leave) {
        return CampaignText.of(
                report,
                report.runs().size(),
                unmet(report),
                run -> FailureText.PLAIN.report(
                        run,
                        new FailureText.Ending(replays(run.seed()), Map.of(), leave.apply(run))
                                .replaced(replacedSettings())));
    }

    /**
     * What executes a seed again in a program of one's own.
     *
     * @param seed the seed
     * @hidden
     */
    @Internal
    public static List<String> replays(long seed) {
        String text = SeedSequence.format(seed);
        return List.of("-D" + Option.SEED.key() + "=" + text
                + " as an option of java, or campaign.run(" + text + "L)");
    }

    /**
     * As {@link #run(Iterations)}, but executes each seed once, also those that
     * {@code pekko.sim.canary} would execute twice.
     *
     * @param iterations which seeds, and how
     */
    public CampaignReport execute(Iterations iterations) {
        return report(this::execute, iterations);
    }

    /**
     * This JVM as a place in which a seed of this campaign is executed again.
     *
     * @param place what it is called in reports
     * @hidden
     */
    @Internal
    public Side side(String place) {
        return Side.of(place, (seed, observer) -> execute(seed, observer).hash());
    }

    private CampaignReport report(LongFunction<RunResult> executed, Iterations iterations) {
        Stopwatch stopwatch = new Stopwatch();
        List<RunResult> results = new ArrayList<>();
        new RunsAtOnce(iterations.count(), iterations.parallel())
                .run(
                        index -> executed.apply(iterations.seeds().apply(index)),
                        result -> {
                            results.add(result);
                            iterations.afterEach().accept(result);
                        },
                        iterations.goOn());
        return new CampaignReport(plan.name(), results, stopwatch.nanos(), missingPoints(), false);
    }
}
