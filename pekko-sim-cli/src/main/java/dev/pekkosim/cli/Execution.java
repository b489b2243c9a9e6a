// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.cli;

import dev.pekkosim.testkit.RunResult;
import dev.pekkosim.testkit.SeedSequence;

/**
 * What is compared of two executions of one seed.
 *
 * @param seed the seed
 * @param hash the run's hash
 * @param steps how many steps ran
 */
record Execution(long seed, long hash, long steps) {

    static Execution of(RunResult result) {
        return new Execution(result.seed(), result.hash(), result.steps());
    }

    /** As one line, for another JVM to read. */
    String write() {
        return SeedSequence.format(seed) + " " + SeedSequence.format(hash) + " " + steps;
    }

    static Execution read(String line) {
        int first = line.indexOf(' ');
        int second = line.indexOf(' ', first + 1);
        if (first < 0 || second < 0) {
            throw new IllegalArgumentException("no result of an execution: '" + line + "'");
        }
        return new Execution(
                SeedSequence.parse(line.substring(0, first)),
                SeedSequence.parse(line.substring(first + 1, second)),
                Long.parseLong(line.substring(second + 1)));
    }
}
