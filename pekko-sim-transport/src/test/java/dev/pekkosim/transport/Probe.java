package dev.pekkosim.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.AbstractActor;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.Props;
import org.apache.pekko.remote.serialization.ThrowableNotSerializableException;
import org.jspecify.annotations.Nullable;

/**
 * Hands what an actor is told to a test, which waits for it in the time of its wire, virtual or
 * real.
 */
final class Probe {

    /** Long, since a machine may be busy; nothing waits for its end unless a test fails. */
    static final Duration PATIENCE = Duration.ofSeconds(60);

    /** Ends the watch of an actor. */
    record Unwatch(ActorRef actor) {}

    private final BlockingQueue<Object> taken = new LinkedBlockingQueue<>();

    /**
     * An actor that gives the probe each message, and watches each {@link ActorRef} that it is
     * told.
     */
    Props props() {
        return Props.create(Taker.class, () -> new Taker(taken));
    }

    /** The same, but it also gives the probe the number of each restart that is forced on it. */
    Props restarts() {
        return Props.create(RestartTaker.class, () -> new RestartTaker(taken));
    }

    /** Takes the next message. */
    Object next() {
        Object next = poll(PATIENCE);
        if (next == null) {
            throw new AssertionError("no message within " + PATIENCE);
        }
        return next;
    }

    /** Takes the next message, which must be of a type. */
    <T> T next(Class<T> type) {
        return type.cast(assertThat(next()).isInstanceOf(type).actual());
    }

    /** Takes the next message if there is one within a time. */
    @Nullable
    Object poll(Duration time) {
        try {
            return taken.poll(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private static class Taker extends AbstractActor {

        private final BlockingQueue<Object> taken;

        Taker(BlockingQueue<Object> taken) {
            this.taken = taken;
        }

        void take(Object message) {
            taken.add(message);
        }

        @Override
        public Receive createReceive() {
            return receiveBuilder()
                    .match(ActorRef.class, getContext()::watch)
                    .match(Unwatch.class, unwatch -> getContext().unwatch(unwatch.actor()))
                    .matchAny(this::take)
                    .build();
        }
    }

    private static final class RestartTaker extends Taker {

        RestartTaker(BlockingQueue<Object> taken) {
            super(taken);
        }

        @Override
        public void postRestart(Throwable reason) {
            take(((ThrowableNotSerializableException) reason).originalMessage());
        }
    }
}
