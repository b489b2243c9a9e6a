// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.junit;

import dev.pekkosim.testkit.Campaign;
import dev.pekkosim.testkit.CampaignOptions;
import dev.pekkosim.testkit.CampaignReport;
import dev.pekkosim.testkit.CampaignText;
import dev.pekkosim.testkit.FailureText;
import dev.pekkosim.testkit.RunResult;
import dev.pekkosim.testkit.SeedSequence;
import dev.pekkosim.testkit.campaign.OptionSource;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A test method, and what its runs are.
 *
 * @param name as people name it, such as {@code CounterTest.acknowledgedIncrementsStay}
 * @param campaign its runs, without a body
 * @param options which seeds, and when they end
 * @param replay how to run one again
 */
record TestedMethod(String name, Campaign campaign, CampaignOptions options, Replay replay) {

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
        return new TestedMethod(
                name, campaign, options, Replay.of(type, context.getRequiredTestMethod(), options));
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
    RunResult run(MethodCall call, long seed) {
        RunResult result = campaign.body(call).run(seed);
        call.rethrowAbortion();
        return result;
    }

    /** Fails the test if a run does. */
    void require(RunResult result) {
        if (result.failsCampaign()) {
            throw FailedTest.of(
                    FailureText.PLAIN.report(result, replay.commands(result.seed())),
                    List.of(result));
        }
        result.knownFinds()
                .forEach(find -> System.out.println("pekko-sim " + name + ": seed "
                        + SeedSequence.format(result.seed()) + " shows " + find.id() + " "
                        + find.title() + ", which is accepted"));
    }

    /** Runs all seeds, and fails the test if that does not pass. */
    void runAll(MethodCall call) {
        Campaign withBody = campaign.body(call);
        CampaignReport report = withBody.run(options);
        call.rethrowAbortion();
        String text =
                CampaignText.of(report, options.seeds(), campaign.unmet(report), replay::commands);
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
