// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.junit;

import dev.pekkosim.testkit.Campaign;
import dev.pekkosim.testkit.CampaignOptions;
import dev.pekkosim.testkit.CampaignReport;
import dev.pekkosim.testkit.CampaignText;
import dev.pekkosim.testkit.FailureText;
import dev.pekkosim.testkit.IterationControl;
import dev.pekkosim.testkit.Repro;
import dev.pekkosim.testkit.RunResult;
import dev.pekkosim.testkit.SeedSequence;
import dev.pekkosim.testkit.campaign.GivenOption;
import dev.pekkosim.testkit.campaign.Option;
import dev.pekkosim.testkit.campaign.OptionSource;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A test method, and what its runs are.
 *
 * @param name as people name it, such as {@code CounterTest.acknowledgedIncrementsStay}
 * @param campaign its runs, without a body
 * @param options which seeds, and when they end
 * @param replay how to run one again
 * @param repros those that are kept with it
 */
record TestedMethod(
        String name,
        Campaign campaign,
        CampaignOptions options,
        Replay replay,
        List<KeptRepro> repros) {

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
        CampaignOptions options = declaration.over(outside(context));
        Campaign campaign = declaration.campaign().with(options);
        System.out.println("pekko-sim " + name + ": " + options);
        Replay replay = Replay.of(type, context.getRequiredTestMethod(), options);
        List<KeptRepro> kept = options.seed().isPresent()
                ? List.of()
                : KeptRepro.of(type.getClassLoader(), replay.test());
        return new TestedMethod(name, campaign, options, replay, kept);
    }

    private static CampaignOptions outside(ExtensionContext context) {
        return CampaignOptions.of(List.of(
                OptionSource.systemProperties(),
                OptionSource.environment(System::getenv),
                new OptionSource(
                        option -> "JUnit's configuration parameter " + option.key(),
                        option -> context.getConfigurationParameter(option.key()))));
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
        Campaign then = repro.chaos()
                .map(chaos -> options.with(new GivenOption(Option.CHAOS, chaos, kept.file())))
                .map(campaign::with)
                .orElse(campaign)
                .body(call);
        RunResult result = then.run(repro.seed());
        call.rethrowAbortion();
        Map<String, String> more = new LinkedHashMap<>();
        more.put("repro", kept.file());
        repro.change(then).ifPresent(change -> more.put("changed", change));
        require(
                result,
                () -> FailureText.PLAIN.report(
                        result, replay.with(repro.chaos()).commands(repro.seed()), more));
        System.out.println(
                "pekko-sim " + name + ": passed with " + String.join("; ", more.values()));
    }

    /** The report of a failed run, which leaves its repro. */
    private String report(MethodCall call, RunResult result) {
        Map<String, String> more = new LinkedHashMap<>();
        Repro.of(replay.test(), replay.chaos(), campaign.body(call), result)
                .map(repro -> KeptRepro.write(options.reportDir().resolve(name), repro))
                .ifPresent(file -> more.put("repro", file.toString()));
        return FailureText.PLAIN.report(result, replay.commands(result.seed()), more);
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

    /** Runs all seeds, and fails the test if that does not pass. */
    void runAll(MethodCall call) {
        repros.forEach(kept -> run(call, kept));
        CampaignReport report = campaign.body(call).run(options);
        call.rethrowAbortion();
        String text = CampaignText.of(
                report, options.seeds(), campaign.unmet(report), run -> report(call, run));
        if (!campaign.isPassed(report)) {
            List<RunResult> failed = report.runs().stream()
                    .filter(RunResult::failsCampaign)
                    .sorted(Comparator.comparingLong(RunResult::steps))
                    .toList();
            throw FailedTest.of(text, failed);
        }
        System.out.println("pekko-sim " + name + ": " + text);
    }

    /** What must have happened in runs and did not, a sentence each. */
    List<String> unmet(List<RunResult> results) {
        return campaign.unmet(new CampaignReport(name, results, 0));
    }
}
