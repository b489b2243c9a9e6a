// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.benchmarks;

import dev.pekkosim.engine.Failure;
import dev.pekkosim.engine.step.StepObserver;
import dev.pekkosim.testkit.Campaign;
import dev.pekkosim.testkit.RunResult;
import dev.pekkosim.testkit.SeedSequence;
import dev.pekkosim.testkit.finds.KnownFind;
import dev.pekkosim.testkit.finds.KnownFinds;
import dev.pekkosim.testkit.results.ExitCode;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Runs of a campaign that are measured, of the first seeds of the fixed sequence. Those that fail
 * by known finds are as good as others. With a nemesis, so is one in which a property does not
 * hold, since it has done its work: it is counted.
 */
final class Runs {

    private final Campaign campaign;
    private final String name;
    private final boolean hasNemesis;
    private int failed;

    /**
     * Creates them.
     *
     * @param name what they are called while they are under way
     * @param campaign what they do
     */
    Runs(String name, Campaign campaign) {
        this(name, campaign, false);
    }

    private Runs(String name, Campaign campaign, boolean hasNemesis) {
        this.name = name;
        this.hasNemesis = hasNemesis;
        this.campaign = campaign.allowKnownFinds(
                KnownFinds.ALL.stream().map(KnownFind::id).toList());
    }

    Campaign campaign() {
        return campaign;
    }

    /** Those of a campaign with a nemesis. */
    static Runs underChaos(String name, Campaign campaign) {
        return new Runs(name, campaign, true);
    }

    /** Executes one. */
    RunResult execute(long index, @Nullable StepObserver observer) {
        return judged(campaign.execute(SeedSequence.seed(index), observer));
    }

    /**
     * Counts a run in which a property does not hold, if there is a nemesis.
     *
     * @throws FailedRunException if it failed otherwise
     */
    RunResult judged(RunResult run) {
        int code = ExitCode.of(run);
        if (code == ExitCode.FAILED && hasNemesis && isOfProperties(run)) {
            failed++;
        } else if (code != ExitCode.PASSED) {
            throw new FailedRunException(run);
        }
        return run;
    }

    private static boolean isOfProperties(RunResult run) {
        return run.violations().stream()
                .allMatch(violation -> violation.failure().kind() == Failure.Kind.PROPERTY);
    }

    /** In how many a property did not hold. */
    int failed() {
        return failed;
    }

    /** A line about them. */
    static String note(int failed) {
        return failed == 0
                ? "no property failed"
                : "in " + failed + " runs, of those before too, a property failed";
    }

    /** Executes some and measures them. */
    Cost measure(int first, int count, Consumer<String> progress) {
        Cost.Meter meter = new Cost.Meter();
        for (int i = first; i < first + count; i++) {
            progress.accept(name + ", run " + (i + 1));
            meter.add(execute(i, null));
        }
        return meter.stop();
    }

    /** What one consists of. */
    Table shape(long index) {
        StepShape shape = new StepShape();
        execute(index, shape);
        return shape.table("run " + (index + 1) + " consists of");
    }
}
