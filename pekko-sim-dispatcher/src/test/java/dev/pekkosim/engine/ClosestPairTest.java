package dev.pekkosim.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pekkosim.buggify.spi.AssertionKind;
import dev.pekkosim.buggify.spi.Evidence;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ClosestPairTest {

    private static ClosestPair pair(AssertionKind kind, Number left, Number right) {
        return ClosestPair.of(
                kind, kind.comparison().orElseThrow(), new Evidence.Numbers(left, right));
    }

    private static void assertCloser(@Nullable ClosestPair far, ClosestPair near) {
        assertThat(ClosestPair.closer(far, near)).isEqualTo(near);
        assertThat(ClosestPair.closer(near, far)).isEqualTo(near);
    }

    @Test
    void always_isCloseWhereItNearlyFails() {
        AssertionKind less = AssertionKind.ALWAYS_LESS_THAN;
        assertCloser(pair(less, 3L, 1_000L), pair(less, 998L, 1_000L));
        AssertionKind greater = AssertionKind.ALWAYS_GREATER_THAN;
        assertCloser(pair(greater, 50L, 0L), pair(greater, 1L, 0L));
    }

    @Test
    void sometimes_isCloseWhereItNearlyHolds() {
        AssertionKind less = AssertionKind.SOMETIMES_LESS_THAN;
        assertCloser(pair(less, 50L, 0L), pair(less, 1L, 0L));
        AssertionKind greater = AssertionKind.SOMETIMES_GREATER_THAN;
        assertCloser(pair(greater, 3L, 1_000L), pair(greater, 998L, 1_000L));
    }

    @Test
    void noPair_andNaN_areFarthest() {
        AssertionKind less = AssertionKind.ALWAYS_LESS_THAN;
        assertCloser(null, pair(less, Double.NaN, 1.0));
        assertCloser(pair(less, Double.NaN, 1.0), pair(less, 1.0, 9.5));
        assertThat(pair(less, 1.0, 9.5)).hasToString("1.0 and 9.5");
    }
}
