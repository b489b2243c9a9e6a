// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.benchmarks;

import dev.pekkosim.buggify.Buggify;
import dev.pekkosim.buggify.Property;
import dev.pekkosim.buggify.Ratio;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * One loop with and without a buggify point or a property in it, which nothing makes alive. The
 * body is a few dependent instructions, so that a single one more would show.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 200, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 10, time = 100, timeUnit = TimeUnit.MILLISECONDS)
@State(Scope.Thread)
public class BuggifyBenchmark {

    private static final int STEPS = 1_000;
    private static final Duration LONGEST = Duration.ofMillis(50);
    private static final List<String> WAYS = List.of("usual", "other");

    private final long[] values = new long[STEPS];

    /** Fills the array. */
    @Setup
    public void fill() {
        for (int i = 0; i < STEPS; i++) {
            values[i] = i;
        }
    }

    /** The body of all loops. */
    private static long next(long state, long value) {
        return (state ^ value) * 31;
    }

    /** Nothing. */
    @Benchmark
    @OperationsPerInvocation(STEPS)
    public long none() {
        long state = 1;
        for (long value : values) {
            state = next(state, value);
        }
        return state;
    }

    /** A point without a name. */
    @Benchmark
    @OperationsPerInvocation(STEPS)
    public long point() {
        long state = 1;
        for (long value : values) {
            state = next(state, value);
            if (Buggify.buggify()) {
                state = 0;
            }
        }
        return state;
    }

    /** A point with a name. */
    @Benchmark
    @OperationsPerInvocation(STEPS)
    public long namedPoint() {
        long state = 1;
        for (long value : values) {
            state = next(state, value);
            if (Buggify.buggify("benchmark.point")) {
                state = 0;
            }
        }
        return state;
    }

    /** A point with a chance and a name. */
    @Benchmark
    @OperationsPerInvocation(STEPS)
    public long pointWithAChance() {
        long state = 1;
        for (long value : values) {
            state = next(state, value);
            if (Buggify.buggify(Ratio.TENTH, "benchmark.seldom")) {
                state = 0;
            }
        }
        return state;
    }

    /** A knob: here the multiplier, the same as without. */
    @Benchmark
    @OperationsPerInvocation(STEPS)
    public long knob() {
        long state = 1;
        for (long value : values) {
            state = (state ^ value) * Buggify.knob(31, 1, 100);
        }
        return state;
    }

    /** A delay that is looked at. */
    @Benchmark
    @OperationsPerInvocation(STEPS)
    public long delay() {
        long state = 1;
        for (long value : values) {
            state = next(state, value);
            if (!Buggify.delay(LONGEST).isZero()) {
                state = 0;
            }
        }
        return state;
    }

    /** A choice that is looked at. */
    @Benchmark
    @OperationsPerInvocation(STEPS)
    public long choice() {
        long state = 1;
        for (long value : values) {
            state = next(state, value);
            if (Buggify.choice(WAYS, "benchmark.way").isEmpty()) {
                state = 0;
            }
        }
        return state;
    }

    /** An always without details. */
    @Benchmark
    @OperationsPerInvocation(STEPS)
    public long always() {
        long state = 1;
        for (long value : values) {
            state = next(state, value);
            Property.always(state != value, "the state is not the value");
        }
        return state;
    }

    /** An always with a detail that is there anyway; its array is one object more if it stays. */
    @Benchmark
    @OperationsPerInvocation(STEPS)
    public long alwaysWithDetail() {
        long state = 1;
        for (long value : values) {
            state = next(state, value);
            Property.always(state != value, "the state is not the value", "way", WAYS);
        }
        return state;
    }

    /** An always with a detail that is boxed for it. */
    @Benchmark
    @OperationsPerInvocation(STEPS)
    public long alwaysWithBoxedDetail() {
        long state = 1;
        for (long value : values) {
            state = next(state, value);
            Property.always(state != value, "the state is not the value", "state", state);
        }
        return state;
    }

    /** A sometimes without details. */
    @Benchmark
    @OperationsPerInvocation(STEPS)
    public long sometimes() {
        long state = 1;
        for (long value : values) {
            state = next(state, value);
            Property.sometimes(state == value, "the state is the value");
        }
        return state;
    }

    /** A sometimes with a lazy detail, whose lambda is an object if it is not removed. */
    @Benchmark
    @OperationsPerInvocation(STEPS)
    public long sometimesWithLazyDetail() {
        long state = 1;
        for (long value : values) {
            state = next(state, value);
            long seen = state;
            Property.sometimes(
                    seen == value, "the state is the value", "state", Property.lazily(() -> seen));
        }
        return state;
    }

    /** A comparison without details. */
    @Benchmark
    @OperationsPerInvocation(STEPS)
    public long comparison() {
        long state = 1;
        for (long value : values) {
            state = next(state, value);
            Property.alwaysLessThan(value, STEPS, "a value is an index");
        }
        return state;
    }

    private static boolean never() {
        return false;
    }

    /** An eventually whose condition captures nothing. */
    @Benchmark
    @OperationsPerInvocation(STEPS)
    public long eventually() {
        long state = 1;
        for (long value : values) {
            state = next(state, value);
            Property.eventually(LONGEST, BuggifyBenchmark::never, "the state settles");
        }
        return state;
    }
}
