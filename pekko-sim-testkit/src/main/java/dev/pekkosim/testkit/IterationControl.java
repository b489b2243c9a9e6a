// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.testkit;

import dev.pekkosim.engine.Failure;
import dev.pekkosim.engine.Internal;
import dev.pekkosim.engine.PropertyCount;
import dev.pekkosim.testkit.campaign.Stopwatch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Says when a campaign ends before it has run all its seeds.
 *
 * @hidden
 */
@Internal
public final class IterationControl {

    private final CampaignOptions options;
    private final Predicate<List<RunResult>> hasAllHappened;
    private final Stopwatch stopwatch = new Stopwatch();
    private final List<RunResult> results = new ArrayList<>();
    private final Set<String> held = new HashSet<>();
    private final Coverage coverage = new Coverage();
    private int runsWithoutNews;
    private int failures;
    private boolean goesOn = true;

    /**
     * Begins, and with it the time budget.
     *
     * @param options when it ends
     * @param hasAllHappened whether all that must have happened did, in runs so far
     */
    IterationControl(CampaignOptions options, Predicate<List<RunResult>> hasAllHappened) {
        this.options = options;
        this.hasAllHappened = hasAllHappened;
    }

    /** Takes a result in. */
    public synchronized void add(RunResult result) {
        results.add(result);
        if (result.failsCampaign()) {
            failures++;
        }
        int most = options.stopAfterFailures();
        goesOn &= most == 0 || failures < most;
        goesOn &= !isSetupWrong(result);
        runsWithoutNews = coverage.add(result) ? 0 : runsWithoutNews + 1;
        goesOn &= options.untilStable() == 0 || runsWithoutNews < options.untilStable();
        goesOn &= !(options.isUntilSometimesReached() && isAllReachedBy(result));
    }

    /** Whether another run may begin. */
    public synchronized boolean goesOn() {
        return goesOn && isWithinBudget();
    }

    /** What was taken in. */
    public synchronized List<RunResult> results() {
        return List.copyOf(results);
    }

    /** Machine time since it began. */
    public long wallNanos() {
        return stopwatch.nanos();
    }

    private boolean isWithinBudget() {
        return results.isEmpty()
                || options.timeBudget()
                        .map(Duration::toNanos)
                        .map(budget -> stopwatch.nanos() < budget)
                        .orElse(true);
    }

    /** A mistake in the set-up is the same in every run, so one is enough. */
    private static boolean isSetupWrong(RunResult result) {
        Failure failure = result.failure();
        return failure != null && failure.kind() == Failure.Kind.SETUP;
    }

    /** Only what has never held before can be what was missing. */
    private boolean isAllReachedBy(RunResult result) {
        boolean isNews = results.size() == 1;
        for (PropertyCount property : result.properties()) {
            if (property.passes() > 0) {
                isNews |= held.add(property.message());
            }
        }
        return isNews && hasAllHappened.test(results);
    }
}
