// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.testkit.campaign;

import dev.pekkosim.engine.Internal;
import dev.pekkosim.testkit.cluster.SimSetupException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.IntFunction;

/**
 * Does numbered pieces of work on several threads and hands over their results in order on the
 * calling thread, as if they had been done there one after another.
 *
 * @param count how many pieces there are
 * @param parallel how many are done at once, at least 1
 * @hidden
 */
@Internal
public record RunsAtOnce(int count, int parallel) {

    /** How far the others may be ahead of the slowest, per thread; bounds what must be kept. */
    private static final int AHEAD = 4;

    /** Checks the bound. */
    public RunsAtOnce {
        if (parallel < 1) {
            throw new SimSetupException("parallel must be at least 1, but is " + parallel);
        }
    }

    /**
     * Does the work.
     *
     * @param work does the piece with an index from 0
     * @param afterEach takes each result, in order
     * @param goOn asked before each result; once it says no, results that come later are dropped
     */
    public <T> void run(IntFunction<T> work, Consumer<T> afterEach, BooleanSupplier goOn) {
        if (parallel == 1) {
            for (int i = 0; i < count && goOn.getAsBoolean(); i++) {
                afterEach.accept(work.apply(i));
            }
            return;
        }
        AtomicBoolean ended = new AtomicBoolean();
        List<Thread> made = new ArrayList<>();
        ExecutorService threads =
                Executors.newFixedThreadPool(parallel, task -> thread(task, made));
        try {
            Deque<Future<T>> underWay = new ArrayDeque<>();
            int started = 0;
            for (int i = 0; i < count && goOn.getAsBoolean(); i++) {
                for (; started < count && started < i + AHEAD * parallel; started++) {
                    int index = started;
                    underWay.add(threads.submit(() -> unlessEnded(ended, work, index)));
                }
                afterEach.accept(await(underWay.remove()));
            }
        } finally {
            ended.set(true);
            stop(threads, made);
        }
    }

    private static <T> T unlessEnded(AtomicBoolean ended, IntFunction<T> work, int index) {
        if (ended.get()) {
            throw new CancellationException("piece " + index + " is not wanted any more");
        }
        return work.apply(index);
    }

    private static Thread thread(Runnable task, List<Thread> made) {
        Thread thread = new Thread(task, "pekko-sim-runs");
        thread.setDaemon(true);
        made.add(thread);
        return thread;
    }

    private static <T> T await(Future<T> future) {
        try {
            return future.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the campaign was interrupted", e);
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            if (cause instanceof Error error) {
                throw error;
            }
            throw cause instanceof RuntimeException unchecked
                    ? unchecked
                    : new IllegalStateException("a run could not be executed", cause);
        }
    }

    /**
     * Waits for the runs under way, so that nothing of the campaign is left; an interrupt ends them
     * early.
     */
    private static void stop(ExecutorService threads, List<Thread> made) {
        boolean interrupted = Thread.interrupted();
        threads.shutdown();
        for (Thread thread : made) {
            while (thread.isAlive()) {
                if (interrupted) {
                    threads.shutdownNow();
                }
                try {
                    thread.join();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
