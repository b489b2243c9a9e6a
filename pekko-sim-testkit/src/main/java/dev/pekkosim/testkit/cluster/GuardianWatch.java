// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.testkit.cluster;

import java.util.function.BiConsumer;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.BehaviorInterceptor;
import org.apache.pekko.actor.typed.Signal;
import org.apache.pekko.actor.typed.TypedActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/** Tells of an exception that kills a guardian, and lets it through. */
final class GuardianWatch extends BehaviorInterceptor<Object, Object> {

    private final BiConsumer<String, Throwable> failed;

    private GuardianWatch(BiConsumer<String, Throwable> failed) {
        super(Object.class);
        this.failed = failed;
    }

    /**
     * Watches a guardian.
     *
     * @param guardian the team's own
     * @param failed takes when it failed ("at start", "while it handled X") and the exception
     */
    @SuppressWarnings("unchecked") // a guardian's own messages pass through as they are
    static Behavior<Object> watch(Behavior<?> guardian, BiConsumer<String, Throwable> failed) {
        return Behaviors.intercept(() -> new GuardianWatch(failed), (Behavior<Object>) guardian);
    }

    @Override
    public Behavior<Object> aroundStart(
            TypedActorContext<Object> ctx, PreStartTarget<Object> target) {
        try {
            return target.start(ctx);
        } catch (RuntimeException | Error e) {
            failed.accept("at start", e);
            throw e;
        }
    }

    @Override
    public Behavior<Object> aroundReceive(
            TypedActorContext<Object> ctx, Object message, ReceiveTarget<Object> target) {
        try {
            return target.apply(ctx, message);
        } catch (RuntimeException | Error e) {
            failed.accept("while it handled " + message.getClass().getName(), e);
            throw e;
        }
    }

    @Override
    public Behavior<Object> aroundSignal(
            TypedActorContext<Object> ctx, Signal signal, SignalTarget<Object> target) {
        try {
            return target.apply(ctx, signal);
        } catch (RuntimeException | Error e) {
            failed.accept("while it handled " + signal.getClass().getName(), e);
            throw e;
        }
    }
}
