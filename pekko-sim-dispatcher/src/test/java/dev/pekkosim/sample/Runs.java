package dev.pekkosim.sample;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pekkosim.engine.Failure;
import dev.pekkosim.engine.Limits;
import dev.pekkosim.engine.Outcome;
import dev.pekkosim.engine.run.Engine;
import dev.pekkosim.engine.step.Incarnation;
import dev.pekkosim.engine.step.StepKind;

/** Runs code of this package, which is rewritten as an application's is, inside a simulation. */
final class Runs {

    static final Limits LIMITS = new Limits(
            100_000,
            24L * 3600 * 1_000_000_000L,
            64,
            1_000,
            5_000,
            5_000,
            24L * 3600 * 1_000_000_000L);

    private static final long SECOND = 1_000_000_000L;

    private Runs() {}

    /** Code that may throw anything. */
    interface Body {

        void run(Engine engine) throws Exception;
    }

    /** Runs with any seed. */
    static Outcome run(long seed, Body body) {
        Engine engine = new Engine(seed, LIMITS);
        return engine.run(() -> {
            try {
                body.run(engine);
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        });
    }

    /** Runs with several seeds, and fails if one fails or does something else when repeated. */
    static void passes(Body body) {
        for (long seed = 1; seed <= 8; seed++) {
            Outcome outcome = run(seed, body);
            Failure failure = outcome.failure();
            if (failure != null) {
                throw new AssertionError(
                        "seed " + seed + ": " + failure.message(), failure.cause());
            }
            assertThat(run(seed, body)).isEqualTo(outcome);
        }
    }

    static Failure fails(Body body) {
        Failure failure = run(1, body).failure();
        assertThat(failure).isNotNull();
        return failure;
    }

    /** Makes some work a step of a node. */
    static void step(Engine engine, Incarnation node, Runnable work) {
        engine.submit(node, StepKind.TASK, 1, work);
    }

    static double seconds(Engine engine) {
        return (double) engine.now() / SECOND;
    }

    /** Sleeps in virtual time. */
    @SuppressForbidden("it takes no time")
    static void nap(long millis) throws InterruptedException {
        Thread.sleep(millis);
    }

    static void sleep(long millis) {
        try {
            nap(millis);
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted", e);
        }
    }
}
