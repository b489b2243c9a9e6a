// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.junit;

import dev.pekkosim.testkit.Campaign;
import dev.pekkosim.testkit.CampaignOptions;
import dev.pekkosim.testkit.CampaignReport;
import dev.pekkosim.testkit.CampaignText;
import dev.pekkosim.testkit.IterationControl;
import dev.pekkosim.testkit.KeptRepro;
import dev.pekkosim.testkit.Repro;
import dev.pekkosim.testkit.RunResult;
import dev.pekkosim.testkit.SeedSequence;
import dev.pekkosim.testkit.campaign.BodyPlace;
import dev.pekkosim.testkit.campaign.Option;
import dev.pekkosim.testkit.campaign.OptionSource;
import dev.pekkosim.testkit.campaign.Shard;
import dev.pekkosim.testkit.cluster.SimSetupException;
import dev.pekkosim.testkit.results.CampaignHead;
import dev.pekkosim.testkit.results.CampaignResults;
import dev.pekkosim.testkit.results.ReplayCommands;
import dev.pekkosim.testkit.text.Losses;
import dev.pekkosim.testkit.text.Units;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.opentest4j.TestAbortedException;

/**
 * A test method, and what its runs are.
 *
 * @param name as people name it, such as {@code CounterTest.acknowledgedIncrementsStay}
 * @param campaign its runs, without a body
 * @param options which seeds, and when they end
 * @param replay how to run one again
 * @param repros those that are run first
 */
record TestedMethod(
        String name, Campaign campaign, CampaignOptions options, Replay replay, Repros repros) {

    /**
     * Finds out what the runs of a method are, and prints what is in effect.
     *
     * @param declaration what its annotation says
     * @param context of the method
     */
    static TestedMethod of(Declaration declaration, ExtensionContext context) {
        Class<?> type = context.getRequiredTestClass();
        String name = type.getName()
                        .substring(type.getPackageName().length())
                        .replaceFirst("^\\.", "")
                        .replace('$', '.')
                + "." + context.getRequiredTestMethod().getName();
        TestAnnotations.requireOne(name, context.getRequiredTestMethod());
        JUnitFile.requireOptions(type.getClassLoader());
        CampaignOptions options = declaration.over(outside(context, any -> true));
        BodyPlace place =
                BodyPlace.ofMethod(type, context.getRequiredTestMethod().getName());
        Campaign declared = declaration.campaign();
        Campaign campaign = declared.in(place).with(options);
        Campaign ofRepros =
                declared.with(declaration.over(outside(context, option -> option != Option.CHAOS)));
        System.out.println("pekko-sim " + name + ": " + options);
        Replay replay = Replay.of(type, context.getRequiredTestMethod(), options);
        return new TestedMethod(
                name,
                campaign,
                options,
                replay,
                Repros.of(type.getClassLoader(), replay.test(), options, ofRepros));
    }

    private static CampaignOptions outside(ExtensionContext context, Predicate<Option> which) {
        return CampaignOptions.of(Stream.of(
                        OptionSource.systemProperties(),
                        OptionSource.environment(System::getenv),
                        new OptionSource(
                                option -> "JUnit's configuration parameter " + option.key(),
                                option -> context.getConfigurationParameter(option.key())))
                .map(source -> source.only(which))
                .toList());
    }

    /**
     * Runs one seed.
     *
     * @param call of the method
     */
    void run(MethodCall call, long seed, IterationControl control) {
        RunResult result = campaign.body(call).run(seed);
        call.rethrowAbortion();
        control.add(result);
        require(result, () -> report(call, result));
    }

    /**
     * Runs what a repro says, and fails the test if the run does.
     *
     * @param call of the method
     */
    void run(MethodCall call, KeptRepro kept) {
        Repro repro = kept.repro();
        Campaign then = kept.campaign(repros.campaign()).body(call);
        Repro.Replay again = repro.replay(then);
        call.rethrowAbortion();
        require(
                again.result(),
                () -> leftovers(repro.chaos())
                        .report(call, then, again.result(), again.remarks(kept.file())));
        System.out.println("pekko-sim " + name + ": repro " + kept.file() + " passed"
                + again.diverged().map(where -> "; diverged " + where).orElse(""));
    }

    /** The report of a failed run, with what it leaves. */
    private String report(MethodCall call, RunResult result) {
        return leftovers(replay.chaos()).report(call, campaign.body(call), result, Map.of());
    }

    private Leftovers leftovers(Optional<String> chaos) {
        return new Leftovers(folder(), replay.with(chaos));
    }

    /** Fails the test if a run does. */
    private void require(RunResult result, Supplier<String> report) {
        if (result.failsCampaign()) {
            throw FailedTest.of(report.get(), List.of(result));
        }
        result.knownFinds()
                .forEach(find -> System.out.println("pekko-sim " + name + ": seed "
                        + SeedSequence.format(result.seed()) + " shows " + find.id() + " "
                        + find.title() + ", which is accepted"));
    }

    /** What aborts a test whose shard has no seed, so that it is told as skipped, not as passed. */
    TestAbortedException noSeed() {
        end(report(List.of(), 0));
        return new TestAbortedException("shard " + options.shard().orElseThrow()
                + " has none of the " + Units.count(options.allSeeds(), "seed") + " of " + name);
    }

    /** Runs all seeds, and fails the test if that does not pass. */
    void runAll(MethodCall call) {
        repros.kept().forEach(kept -> run(call, kept));
        if (repros.areAll()) {
            return;
        }
        if (options.seeds() == 0) {
            throw noSeed();
        }
        CampaignReport report = campaign.body(call).run(options);
        call.rethrowAbortion();
        String text =
                CampaignText.of(report, options.seeds(), end(report), run -> report(call, run));
        if (!campaign.isPassed(report)) {
            List<RunResult> failed = report.runs().stream()
                    .filter(RunResult::failsCampaign)
                    .sorted(Comparator.comparingLong(RunResult::steps))
                    .toList();
            throw FailedTest.of(text, failed);
        }
        System.out.println("pekko-sim " + name + ": " + text);
    }

    /**
     * What must have happened in runs and did not, a sentence each. That of a shard says nothing:
     * its results are left in a file, for those of all shards to be joined.
     *
     * @param report of all runs but those of repros
     */
    List<String> end(CampaignReport report) {
        options.shard().ifPresent(shard -> leave(report, shard));
        return campaign.unmet(report);
    }

    /** What the runs of seeds come to that are not reported together. */
    CampaignReport report(List<RunResult> results, long wallNanos) {
        return new CampaignReport(
                name,
                results,
                wallNanos,
                campaign.missingPoints(),
                options.shard().isPresent());
    }

    private void leave(CampaignReport report, Shard shard) {
        CampaignResults results = CampaignResults.of(
                campaign,
                report,
                CampaignHead.ofThisJvm(
                        name,
                        Map.of("chaos", options.chaos().name()),
                        options,
                        campaign.missingPoints()),
                run -> new ReplayCommands(replay.commands(run.seed()), Optional.empty()));
        Path file = folder().resolve("shard-" + shard.number() + "-of-" + shard.count() + ".json");
        try {
            Files.createDirectories(folder());
            results.write(file);
            System.out.println(
                    "pekko-sim " + name + ": shard " + shard + " left its results in " + file);
        } catch (IOException e) {
            throw new SimSetupException(
                    "the results of shard " + shard + " could not be written to "
                            + file.toAbsolutePath() + ": " + Losses.reason(e));
        }
    }

    private Path folder() {
        return options.reportDir().resolve(name);
    }
}
