package dev.pekkosim.finds;

import java.time.Duration;
import java.util.List;

/**
 * What all executions of one program showed.
 *
 * @param about the program
 * @param trials of the find and of the control
 * @param duration how long they took together, by the clock on the wall
 */
record Tally(About about, List<Trial> trials, Duration duration) {

    Tally {
        trials = List.copyOf(trials);
    }

    long tried(boolean triggered) {
        return trials.stream().filter(trial -> trial.triggered() == triggered).count();
    }

    long asExpected(boolean triggered) {
        return trials.stream()
                .filter(trial -> trial.triggered() == triggered && trial.isAsExpected())
                .count();
    }

    /** Whether the find was seen, and every control stayed healthy. */
    boolean isShown() {
        return asExpected(true) > 0 && asExpected(false) == tried(false);
    }
}
