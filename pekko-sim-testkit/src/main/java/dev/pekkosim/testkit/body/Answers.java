// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.testkit.body;

import dev.pekkosim.engine.Internal;
import dev.pekkosim.engine.run.Engine;
import dev.pekkosim.testkit.cluster.NoSystemException;
import dev.pekkosim.testkit.cluster.SimulatedCluster;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * How the body of a run gets the answers to what it asks.
 *
 * @hidden
 */
@Internal
public final class Answers {

    private static final Duration BETWEEN_ATTEMPTS_AT_NOBODY = Duration.ofMillis(100);
    private static final int MOST_CAUSES = 20;

    private final Engine engine;
    private final SimulatedCluster cluster;

    public Answers(SimulatedCluster cluster) {
        this.engine = cluster.engine();
        this.cluster = cluster;
    }

    /**
     * Waits for an answer.
     *
     * @param within the longest virtual time to wait
     * @param asked completes with the answer
     * @throws NoAnswerError if it does not come
     * @throws FailedAnswerException if it is an exception, but for a failed assertion on the way of
     *     the answer, such as one in a {@code thenApply}, which is thrown as it is
     */
    public <T> T ask(Duration within, CompletionStage<T> asked) {
        BodyBounds.requireBody(
                engine, "ask", "an actor asks with AskPattern or with its context's ask");
        long begun = engine.now();
        Ended<T> ended = await(engine, within, asked);
        if (ended.isAnswered()) {
            return ended.answer();
        }
        Throwable failure = ended.failure();
        if (failure == null) {
            throw new NoAnswerError(NoAnswer.within(cluster, within, begun), null);
        }
        requireNoFailedAssertion(failure);
        if (isLackOfAnswer(failure)) {
            throw new NoAnswerError(NoAnswer.because(cluster, failure, begun), failure);
        }
        throw new FailedAnswerException(NoAnswer.refused(cluster, failure), failure);
    }

    /** How an attempt ended. */
    public enum Attempt {
        /** With an answer. */
        ANSWERED,
        /** With an exception for an answer, or there was nobody to ask. */
        REFUSED,
        /** Without an answer, so that it is not known what became of what was asked. */
        UNKNOWN
    }

    /**
     * Asks several times, one after the other.
     *
     * @param times how often
     * @param pause virtual time after each, not negative
     * @param operation asks once
     * @return how each ended
     */
    public List<Attempt> attempt(
            int times, Duration pause, Supplier<? extends CompletionStage<?>> operation) {
        BodyBounds.requireBody(engine, "attempt", "an actor asks with its context's ask");
        if (times < 1) {
            throw new IllegalArgumentException(
                    "attempts must be at least 1, but are " + times + "; give how often to ask");
        }
        if (pause.isNegative()) {
            throw new IllegalArgumentException("the pause after an attempt must not be negative,"
                    + " but is " + pause + "; give the virtual time until the next");
        }
        return IntStream.range(0, times)
                .mapToObj(any -> {
                    Attempt ended = attempt(operation);
                    if (!pause.isZero()) {
                        engine.sleep(pause.toNanos());
                    }
                    return ended;
                })
                .toList();
    }

    private Attempt attempt(Supplier<? extends CompletionStage<?>> operation) {
        CompletionStage<?> asked;
        try {
            asked = operation.get();
        } catch (NoSystemException e) { // nobody can be asked now; all else is the test's mistake
            engine.sleep(BETWEEN_ATTEMPTS_AT_NOBODY.toNanos());
            return Attempt.REFUSED;
        }
        Ended<?> ended = await(engine, cluster.settings().answerWithin(), asked);
        if (ended.isAnswered()) {
            return Attempt.ANSWERED;
        }
        Throwable failure = ended.failure();
        if (failure == null) {
            return Attempt.UNKNOWN;
        }
        requireNoFailedAssertion(failure);
        return isLackOfAnswer(failure) ? Attempt.UNKNOWN : Attempt.REFUSED;
    }

    /** What a test states of an answer is no answer, so that it must not be counted as one. */
    private static void requireNoFailedAssertion(Throwable failure) {
        if (!FailedAssertion.is(failure)) {
            return;
        }
        if (failure instanceof Error error) {
            throw error;
        }
        if (failure instanceof RuntimeException exception) {
            throw exception;
        }
    }

    /**
     * How a wait ended: with an answer, which may be null, with an exception, or else at its bound.
     */
    private record Ended<T>(
            boolean isAnswered,
            CompletableFuture<T> asked,
            @Nullable Throwable failure) {

        T answer() {
            return asked.join();
        }
    }

    /**
     * Waits for what cannot come as an exception.
     *
     * @return null if it did not come within a bound
     */
    static <T> @Nullable T answerWithin(Engine engine, Duration within, CompletionStage<T> asked) {
        Ended<T> ended = await(engine, within, asked);
        return ended.isAnswered() ? ended.answer() : null;
    }

    private static <T> Ended<T> await(Engine engine, Duration within, CompletionStage<T> stage) {
        long nanos = BodyBounds.nanos(within);
        CompletableFuture<T> asked = stage.toCompletableFuture();
        long end = engine.now() + nanos;
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    asked.get(Math.max(0, end - engine.now()), TimeUnit.NANOSECONDS);
                    return new Ended<>(true, asked, null);
                } catch (InterruptedException e) {
                    interrupted = true; // as join, it waits on and leaves the interrupt to others
                } catch (TimeoutException e) {
                    return new Ended<>(false, asked, null);
                } catch (ExecutionException | CancellationException e) {
                    return new Ended<>(false, asked, unwrapped(e));
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static Throwable unwrapped(Throwable thrown) {
        Throwable said = thrown;
        for (int i = 0; i < MOST_CAUSES; i++) {
            Throwable cause = said.getCause();
            if (cause == null
                    || !(said instanceof ExecutionException
                            || said instanceof CompletionException)) {
                break;
            }
            said = cause;
        }
        return said;
    }

    /** Whether nothing is known of what was asked, but that no answer came. */
    private static boolean isLackOfAnswer(Throwable failure) {
        Throwable next = failure;
        for (int i = 0; i < MOST_CAUSES && next != null; i++) {
            if (next instanceof TimeoutException || next instanceof CancellationException) {
                return true;
            }
            next = next.getCause();
        }
        return false;
    }
}
