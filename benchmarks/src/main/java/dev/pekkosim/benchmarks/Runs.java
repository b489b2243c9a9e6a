// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.benchmarks;

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
 * by known finds are as good as others.
 */
final class Runs {

    private final Campaign campaign;
    private final String name;

    /**
     * Creates them.
     *
     * @param name what they are called while they are under way
     * @param campaign what they do
     */
    Runs(String name, Campaign campaign) {
        this.name = name;
        this.campaign = campaign.allowKnownFinds(
                KnownFinds.ALL.stream().map(KnownFind::id).toList());
    }

    Campaign campaign() {
        return campaign;
    }

    /** Executes one. */
    RunResult execute(long index, @Nullable StepObserver observer) {
        return passed(campaign.execute(SeedSequence.seed(index), observer));
    }

    static RunResult passed(RunResult run) {
        if (ExitCode.of(run) != ExitCode.PASSED) {
            throw new FailedRunException(run);
        }
        return run;
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
