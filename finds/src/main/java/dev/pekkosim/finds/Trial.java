// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.finds;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * One execution of a program, with the trigger or without it.
 *
 * @param triggered whether it was the find or its control
 * @param observation what was seen
 * @param timeline what happened
 * @param duration how long it took
 */
record Trial(boolean triggered, Observation observation, Timeline timeline, Duration duration) {

    private static final Duration LONGEST = Duration.ofMinutes(5);

    /** Whether it showed what it should: the find with its trigger, and health without it. */
    boolean isAsExpected() {
        return observation.kind()
                == (triggered ? Observation.Kind.EFFECT : Observation.Kind.HEALTHY);
    }

    /**
     * Executes a program, in a thread of its own.
     *
     * @param onShown gets what is to be shown while it happens
     */
    static FutureTask<Trial> start(
            FindProgram program, boolean triggered, Consumer<Timeline.Entry> onShown) {
        FutureTask<Trial> task = new FutureTask<>(() -> execute(program, triggered, onShown));
        background(program.about().id() + (triggered ? "" : " control"), task);
        return task;
    }

    private static Trial execute(
            FindProgram program, boolean triggered, Consumer<Timeline.Entry> onShown)
            throws InterruptedException {
        long begin = System.nanoTime();
        About about = program.about();
        Timeline timeline = new Timeline(about.telling(), onShown);
        Observation observation;
        try (Stage stage = new Stage(about, timeline)) {
            observation = observe(() -> program.play(stage, triggered));
            stage.tell("observed: " + observation.text());
        }
        return new Trial(
                triggered, observation, timeline, Duration.ofNanos(System.nanoTime() - begin));
    }

    /** Plays, and gives up when it takes far too long. */
    private static Observation observe(Callable<Observation> play) throws InterruptedException {
        FutureTask<Observation> playing = new FutureTask<>(play);
        Thread thread = background(Thread.currentThread().getName() + " plays", playing);
        try {
            return playing.get(LONGEST.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            thread.interrupt();
            return Observation.neither("it was given up after " + LONGEST.toMinutes() + " minutes");
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            return Observation.neither(
                    cause instanceof StuckException
                            ? String.valueOf(cause.getMessage())
                            : "it failed: " + cause);
        }
    }

    private static Thread background(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }
}
