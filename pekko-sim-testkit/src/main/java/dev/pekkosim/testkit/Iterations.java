// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.testkit;

import dev.pekkosim.testkit.cluster.SimSetupException;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.LongFunction;

/**
 * Which seeds a campaign runs, and how. {@code Iterations.of(100)} is the first hundred of
 * {@link SeedSequence}, one after another; each method gives the same with one thing changed.
 *
 * @param count how many seeds, at least 1
 * @param seeds the seed for an index from 0
 * @param parallel how many runs are under way at once, at least 1, each on threads of its own; the
 *     results are those of runs one after another, in the same order, but for the machine time that
 *     each took. With {@link SimClusterTestKit.Builder#beforeRun} it is one all the same
 * @param afterEach takes each result in the order of the indices, on the calling thread
 * @param goOn asked before each result; once it says no, the runs that are under way are waited for
 *     and dropped
 * @since 0.1.0
 */
public record Iterations(
        int count,
        LongFunction<Long> seeds,
        int parallel,
        Consumer<RunResult> afterEach,
        BooleanSupplier goOn) {

    /**
     * Checks the numbers.
     *
     * @throws SimSetupException if one is below 1
     */
    public Iterations {
        requirePositive("count", count);
        requirePositive("parallel", parallel);
    }

    private static void requirePositive(String what, int number) {
        if (number < 1) {
            throw new SimSetupException(what + " must be at least 1, but is " + number);
        }
    }

    /**
     * The first seeds of {@link SeedSequence}, one after another.
     *
     * @param count how many, at least 1
     */
    public static Iterations of(int count) {
        return new Iterations(count, SeedSequence::seed, 1, result -> {}, () -> true);
    }

    /**
     * With other seeds.
     *
     * @param newSeeds the seed for an index from 0
     */
    public Iterations seeds(LongFunction<Long> newSeeds) {
        return new Iterations(count, newSeeds, parallel, afterEach, goOn);
    }

    /**
     * With several runs at once.
     *
     * @param newParallel how many, at least 1
     */
    public Iterations parallel(int newParallel) {
        return new Iterations(count, seeds, newParallel, afterEach, goOn);
    }

    /**
     * With somebody who takes each result as it comes.
     *
     * @param newAfterEach called in the order of the indices, on the calling thread
     */
    public Iterations afterEach(Consumer<RunResult> newAfterEach) {
        return new Iterations(count, seeds, parallel, newAfterEach, goOn);
    }

    /**
     * With somebody who may end them early.
     *
     * @param newGoOn asked before each result
     */
    public Iterations whileTrue(BooleanSupplier newGoOn) {
        return new Iterations(count, seeds, parallel, afterEach, newGoOn);
    }
}
