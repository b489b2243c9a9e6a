// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.finds;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Consumer;

/**
 * A find and its control, played at the same time.
 *
 * @param find with the trigger
 * @param control without it
 * @param shownOfControl what of the control is to be shown
 */
record Execution(Trial find, Trial control, List<Timeline.Entry> shownOfControl) {

    Execution {
        shownOfControl = List.copyOf(shownOfControl);
    }

    /**
     * Plays both.
     *
     * @param onShown gets what of the find is to be shown, while it happens
     */
    static Execution of(FindProgram program, Consumer<Timeline.Entry> onShown)
            throws InterruptedException {
        List<Timeline.Entry> later = new ArrayList<>();
        FutureTask<Trial> find = Trial.start(program, true, onShown);
        FutureTask<Trial> control = Trial.start(program, false, later::add);
        return new Execution(result(find), result(control), later);
    }

    private static Trial result(FutureTask<Trial> trial) throws InterruptedException {
        try {
            return trial.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("a program could not be ended", e.getCause());
        }
    }

    List<Trial> trials() {
        return List.of(find, control);
    }

    /** How long both took together. */
    long seconds() {
        return Math.max(find.duration().toSeconds(), control.duration().toSeconds());
    }
}
