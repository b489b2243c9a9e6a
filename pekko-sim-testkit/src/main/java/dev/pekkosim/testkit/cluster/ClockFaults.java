// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.testkit.cluster;

import dev.pekkosim.engine.run.Engine;
import dev.pekkosim.engine.time.MachineClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The faults of the clocks of one machine. A jump and a drift each end by themselves: the end of a
 * jump moves the wall clock back by as much, the end of a drift sets right what that drift has put
 * wrong. Of several drifts that counts which was applied last and is not ended.
 */
final class ClockFaults {

    /** An oscillator that runs too fast or too slow. */
    private static final class Drift {

        private final int ppm;
        private long accruedNanos;

        Drift(int ppm) {
            this.ppm = ppm;
        }
    }

    private final Engine engine;
    private final String node;
    private final FaultLog log;
    private final OngoingFaults ongoing;
    private final MachineClock clock = new MachineClock();
    private final List<Drift> drifts = new ArrayList<>();

    /** How far all drifts had put the clocks wrong when the last one began or ended. */
    private long settledNanos;

    /**
     * None yet.
     *
     * @param node the name of the machine
     */
    ClockFaults(Engine engine, String node, FaultLog log) {
        this.engine = engine;
        this.node = node;
        this.log = log;
        this.ongoing = new OngoingFaults(log);
    }

    /** The clocks. */
    MachineClock clock() {
        return clock;
    }

    OngoingFault jump(Duration by) {
        String what = " by " + by.toMillis() + " ms";
        log.add("clock-jump", "clock of " + node + " jumps" + what);
        clock.jump(by.toNanos());
        return ongoing.begin(
                "clock-sync",
                "end of a jump of the clock of " + node + what,
                () -> clock.jump(-by.toNanos()));
    }

    OngoingFault drift(int ppm) {
        MachineClock.checkDrift(ppm);
        String what = " by " + ppm + " ppm";
        log.add("clock-drift", "clock of " + node + " drifts" + what);
        settle();
        Drift drift = new Drift(ppm);
        drifts.add(drift);
        clock.drift(engine.now(), ppm);
        return ongoing.begin(
                "clock-sync", "end of a drift of the clock of " + node + what, () -> end(drift));
    }

    private void end(Drift drift) {
        settle();
        drifts.remove(drift);
        clock.drift(engine.now(), drifts.isEmpty() ? 0 : last().ppm);
        clock.jump(-drift.accruedNanos);
    }

    /**
     * Charges what the clocks drifted since the last change to the drift that counted since then.
     */
    private void settle() {
        long drifted = clock.monotonicNanos(engine.now()) - engine.now();
        if (!drifts.isEmpty()) {
            last().accruedNanos += drifted - settledNanos;
        }
        settledNanos = drifted;
    }

    private Drift last() {
        return drifts.get(drifts.size() - 1);
    }

    /** Ends all at once, and sets the wall clock right whatever put it wrong. */
    void synchronize() {
        if (!clock.isRight(engine.now())) {
            log.add("clock-sync", "clock of " + node + " is set right");
        }
        settle();
        drifts.clear();
        ongoing.forgetAll();
        clock.synchronize(engine.now());
    }
}
