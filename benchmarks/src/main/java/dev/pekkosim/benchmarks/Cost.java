// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.benchmarks;

import dev.pekkosim.testkit.RunResult;
import java.util.ArrayList;
import java.util.List;

/**
 * What some runs have cost together.
 *
 * @param runs how many
 * @param wallNanos machine time
 * @param cpu CPU time
 * @param steps how many steps they had
 * @param virtualNanos virtual time that passed in them
 */
record Cost(int runs, long wallNanos, CpuTimes cpu, long steps, long virtualNanos) {

    static final Cost NONE = new Cost(0, 0, CpuTimes.NONE, 0, 0);

    /** The columns of {@link #cells}. */
    static final List<String> HEADINGS =
            List.of("wall ms", "cpu ms", "app ms", "jit ms", "vm ms", "steps", "us/step");

    /** Measures what is run in between. */
    static final class Meter {

        private final long startNanos = Machine.nanos();
        private final CpuTimes before = CpuClock.THIS_JVM.now();
        private int runs;
        private long steps;
        private long virtualNanos;

        void add(RunResult run) {
            runs++;
            steps += run.steps();
            virtualNanos += run.virtualNanos();
        }

        Cost stop() {
            CpuTimes cpu = CpuClock.THIS_JVM.now().minus(before);
            return new Cost(runs, Machine.nanos() - startNanos, cpu, steps, virtualNanos);
        }
    }

    Cost plus(Cost other) {
        return new Cost(
                runs + other.runs,
                wallNanos + other.wallNanos,
                cpu.plus(other.cpu),
                steps + other.steps,
                virtualNanos + other.virtualNanos);
    }

    double appNanosPerStep() {
        return (double) cpu.app() / steps;
    }

    /** Of one run on average. */
    List<Cell> cells() {
        return List.of(
                Cell.millis("wallMillis", (double) wallNanos / runs),
                Cell.millis("cpuMillis", (double) cpu.process() / runs),
                Cell.millis("appMillis", (double) cpu.app() / runs),
                Cell.millis("jitMillis", (double) cpu.jit() / runs),
                Cell.millis("vmMillis", (double) cpu.vm() / runs),
                Cell.count("steps", steps / runs),
                Cell.micros("appMicrosPerStep", appNanosPerStep()));
    }

    /** For another JVM, which {@link #parse} reads it. */
    String line() {
        List<String> words = new ArrayList<>();
        for (long number :
                new long[] {runs, wallNanos, cpu.process(), cpu.jit(), cpu.vm(), steps, virtualNanos
                }) {
            words.add(Long.toString(number));
        }
        return String.join(" ", words);
    }

    static Cost parse(String line) {
        String[] words = line.split(" ", -1);
        long[] numbers = new long[words.length];
        for (int i = 0; i < words.length; i++) {
            numbers[i] = Long.parseLong(words[i]);
        }
        return new Cost(
                Math.toIntExact(numbers[0]),
                numbers[1],
                new CpuTimes(numbers[2], numbers[3], numbers[4]),
                numbers[5],
                numbers[6]);
    }
}
