package dev.pekkosim.engine.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class MachineClockTest {

    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
    private static final long DAY = TimeUnit.DAYS.toNanos(1);

    private final MachineClock clock = new MachineClock();

    @Test
    void untouched_showsVirtualTime() {
        assertThat(clock.monotonicNanos(5)).isEqualTo(5);
        assertThat(clock.epochNanos(5)).isEqualTo(MachineClock.EPOCH_NANOS + 5);
        assertThat(clock.virtualDelay(7)).isEqualTo(7);
        assertThat(clock.isRight(5)).isTrue();
    }

    @Test
    void jumps_addUp_andConcernTheWallClockOnly() {
        clock.jump(-3 * SECOND);
        clock.jump(SECOND);
        assertThat(clock.epochNanos(DAY)).isEqualTo(MachineClock.EPOCH_NANOS + DAY - 2 * SECOND);
        assertThat(clock.monotonicNanos(DAY)).isEqualTo(DAY);
        assertThat(clock.isRight(DAY)).isFalse();
    }

    @Test
    void drift_isInBothClocksAndInTimers() {
        clock.drift(SECOND, 10_000);
        assertThat(clock.monotonicNanos(SECOND)).isEqualTo(SECOND);
        assertThat(clock.monotonicNanos(101 * SECOND)).isEqualTo(102 * SECOND);
        assertThat(clock.epochNanos(101 * SECOND))
                .isEqualTo(MachineClock.EPOCH_NANOS + 102 * SECOND);
        long delay = clock.virtualDelay(101 * SECOND);
        assertThat(delay).isEqualTo(100 * SECOND);
        assertThat(clock.monotonicNanos(SECOND + delay)).isEqualTo(102 * SECOND);
    }

    @Test
    void timer_isNeverDueBeforeItsClockSaysSo() {
        for (int ppm = -MachineClock.MOST_DRIFT_PPM;
                ppm <= MachineClock.MOST_DRIFT_PPM;
                ppm += 7_919) {
            MachineClock drifting = new MachineClock();
            drifting.drift(0, ppm);
            for (long nanos : new long[] {1, 999, 1_000_001, SECOND + 1, 1000 * DAY}) {
                long due = drifting.virtualDelay(nanos);
                assertThat(drifting.monotonicNanos(due))
                        .as(ppm + " ppm")
                        .isBetween(nanos, nanos + 2);
            }
        }
    }

    @Test
    void change_ofTheDrift_neverMovesTheMonotonicClock() {
        clock.drift(0, 500);
        long before = clock.monotonicNanos(DAY);
        clock.drift(DAY, -500);
        assertThat(clock.monotonicNanos(DAY)).isEqualTo(before);
        assertThat(clock.monotonicNanos(2 * DAY)).isEqualTo(2 * DAY);
    }

    @Test
    void synchronize_setsTheWallClockRight_andKeepsTheMonotonicOne() {
        clock.jump(77 * SECOND);
        clock.drift(0, 1_000);
        long monotonic = clock.monotonicNanos(DAY);
        clock.synchronize(DAY);
        assertThat(clock.isRight(2 * DAY)).isTrue();
        assertThat(clock.epochNanos(2 * DAY)).isEqualTo(MachineClock.EPOCH_NANOS + 2 * DAY);
        assertThat(clock.monotonicNanos(DAY)).isEqualTo(monotonic);
    }

    @Test
    void drift_tooLarge_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> clock.drift(0, 100_001))
                .withMessage("drift must be between -100000 and 100000 ppm, but is 100001");
    }
}
