package dev.pekkosim.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

/** What the first question for a hash code costs does not depend on what has called whom. */
class HashCodeCostTest {

    private static final int FRAMES = 2_000;
    private static final int OBJECTS = 20_000;

    /** To look at all frames takes some hundred times as long. */
    private static final int MARGIN = 8;

    @Test
    void hashCodes_deepInAStack_costWhatTheyCostAtTheTop() {
        long[] nanos = new long[2];
        Runs.passes(engine -> {
            hashCodes(0); // so that it is compiled
            nanos[0] = hashCodes(0);
            nanos[1] = hashCodes(FRAMES);
        });

        assertThat(nanos[1]).isLessThan(MARGIN * nanos[0]);
    }

    /** How much of the processor the thread needs for them. */
    private static long hashCodes(int frames) {
        if (frames > 0) {
            return hashCodes(frames - 1);
        }
        long start = cpuNanos();
        int unused = 0;
        for (int i = 0; i < OBJECTS; i++) {
            unused ^= new Object().hashCode();
        }
        assertThat(unused).isNotZero();
        return cpuNanos() - start;
    }

    private static long cpuNanos() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }
}
