// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.testkit;

import dev.pekkosim.engine.Failure;
import dev.pekkosim.testkit.cluster.SimSetupException;
import dev.pekkosim.testkit.divergence.Divergence;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * States that one seed is one run: executes seeds twice in this JVM and compares the hashes.
 *
 * <pre>{@code
 * @Test
 * void oneSeedIsOneRun() {
 *     Determinism.verifySequence(campaign, 0, 20);
 * }
 * }</pre>
 *
 * <p>When two executions differ, the assertion's message is the {@link Divergence}: the first event
 * at which they part, with both stacks and the last decisions. What differs only from JVM to JVM,
 * such as the order of a hash table, is found by {@code pekko-sim verify}.
 *
 * @since 0.1
 */
public final class Determinism {

    private Determinism() {}

    /**
     * Executes seeds twice each. Whether a run passes or fails does not matter, as long as it does
     * so twice.
     *
     * @param campaign what a seed means
     * @param seeds the seeds, at least one
     * @throws AssertionError if two executions of a seed differ; the message says where
     * @throws SimSetupException if there is no seed, or the campaign is set up so badly that there
     *     is no run
     */
    public static void verify(Campaign campaign, long... seeds) {
        if (seeds.length == 0) {
            throw new SimSetupException(
                    "there must be at least one seed to verify, but there is none");
        }
        for (long seed : seeds) {
            RunResult first = requireRun(campaign.execute(seed, null));
            RunResult second = campaign.execute(seed, null);
            if (first.hash() != second.hash() || first.steps() != second.steps()) {
                throw new AssertionError(report(campaign, first, second));
            }
        }
    }

    /**
     * Executes seeds of the fixed sequence ({@link SeedSequence#seed}) twice each, as
     * {@link #verify} does.
     *
     * @param campaign what a seed means
     * @param first the index of the first seed, from 0
     * @param count how many seeds, at least 1
     * @throws AssertionError if two executions of a seed differ; the message says where
     */
    public static void verifySequence(Campaign campaign, int first, int count) {
        if (first < 0 || count < 1) {
            throw new SimSetupException(
                    "the first seed must be at least 0 and the count at least 1," + " but are "
                            + first + " and " + count);
        }
        verify(
                campaign,
                IntStream.range(first, first + count)
                        .mapToLong(SeedSequence::seed)
                        .toArray());
    }

    /** Two executions that come to nothing would be the same. */
    private static RunResult requireRun(RunResult result) {
        Failure failure = result.failure();
        if (failure != null
                && (failure.kind() == Failure.Kind.SETUP
                        || failure.cause() instanceof SimSetupException)) {
            throw new SimSetupException(failure.message());
        }
        return result;
    }

    private static String report(Campaign campaign, RunResult first, RunResult second) {
        String head = "seed " + SeedSequence.format(first.seed()) + " of campaign "
                + campaign.name() + " is not one run\n"
                + execution("first", first) + execution("second", second)
                + (ending(first).equals(ending(second)) ? "" : ended(first, second));
        try {
            Divergence divergence = Divergence.search(
                    first.seed(), campaign.side("first"), campaign.side("second"));
            return head + divergence + "\n    replay      " + command(first.seed());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String execution(String name, RunResult result) {
        return String.format(
                Locale.ROOT,
                "    %-12shash %s  steps %,d\n",
                name,
                SeedSequence.format(result.hash()),
                result.steps());
    }

    private static String ended(RunResult first, RunResult second) {
        return "    first       " + ending(first) + "\n    second      " + ending(second) + "\n";
    }

    private static String ending(RunResult result) {
        Failure failure = result.failure();
        return failure == null
                ? "passed"
                : "failed: " + failure.property() + ": " + failure.message();
    }

    /** What to write into a test or a debugger to see the report again. */
    static String command(long seed) {
        return "Determinism.verify(campaign, " + SeedSequence.format(seed) + "L)";
    }
}
