// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.dispatcher;

import dev.pekkosim.engine.Internal;
import dev.pekkosim.engine.run.Engine;
import dev.pekkosim.engine.step.Incarnation;
import dev.pekkosim.engine.step.StepKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.pattern.AskTimeoutException;
import org.apache.pekko.pattern.PromiseActorRef;
import org.apache.pekko.util.Timeout;
import org.jspecify.annotations.Nullable;
import scala.Option;
import scala.util.Failure;
import scala.util.Try;

/**
 * The asks that the body of a run makes through the actor systems of nodes. The timeout of an ask
 * is a timer of the node, and so is gone when the node's life ends; no answer can come either,
 * since it would come to that node. But the body, as any client outside the cluster, lives on. So
 * each such ask ends at its own timeout: not sooner, since the body may wait for whichever of
 * several answers comes first.
 *
 * @hidden
 */
@Internal
public final class BodyAsks {

    /** From so many on, those that have ended are forgotten. */
    private static final int MANY = 64;

    private final Engine engine;
    private final List<Ask> asks = new ArrayList<>();
    private int forgetFrom = MANY;

    private BodyAsks(Engine engine) {
        this.engine = engine;
        engine.onDeath(this::died);
    }

    /**
     * Those of a run.
     *
     * @param engine the engine of the run
     */
    public static BodyAsks of(Engine engine) {
        return engine.service(BodyAsks.class, BodyAsks::new);
    }

    /**
     * Takes in an ask, if it is the body's.
     *
     * @param host where the actor system lives through which is asked
     * @param promise takes the answer
     * @param timeout the ask's
     * @param target who is asked
     */
    static void made(
            NodeHost host, PromiseActorRef promise, Timeout timeout, @Nullable Object target) {
        Engine engine = host.engine();
        Incarnation asking = Engine.currentIncarnation();
        if (engine.isEntered() && asking == engine.driver()) {
            of(engine)
                    .add(new Ask(
                            host.incarnation(),
                            promise,
                            engine.now() + timeout.duration().toNanos(),
                            timeout.duration().toMillis(),
                            String.valueOf(target)));
        }
    }

    /** Those that have no answer yet, oldest first. */
    public List<BodyAsk> open() {
        return asks.stream().filter(ask -> !ask.isOver()).map(Ask::shown).toList();
    }

    /**
     * The one that ended with an exception; of many asks the oldest ones are forgotten.
     *
     * @param exception known by identity
     */
    public Optional<BodyAsk> endedWith(Throwable exception) {
        return asks.stream()
                .filter(ask -> ask.endedWith(exception))
                .map(Ask::shown)
                .findFirst();
    }

    private void add(Ask ask) {
        if (!ask.through.isAlive()) {
            endInTime(ask);
            return;
        }
        if (asks.size() >= forgetFrom) {
            asks.removeIf(Ask::isOver);
            forgetFrom = MANY + 2 * asks.size();
        }
        asks.add(ask);
    }

    private void died(Incarnation dead) {
        for (Ask ask : List.copyOf(asks)) {
            if (ask.through == dead && !ask.isOver()) {
                endInTime(ask);
            }
        }
        asks.removeIf(ask -> ask.through == dead);
    }

    private void endInTime(Ask ask) {
        engine.schedule(
                engine.driver(),
                Math.max(0, ask.deadlineNanos - engine.now()),
                StepKind.TIMER,
                WorkLabels.ofClass(Ask.class),
                ask::end);
    }

    /**
     * One ask.
     *
     * @param through the life of the node whose actor system takes the answer
     * @param promise takes it
     * @param deadlineNanos when its timeout is over, in virtual time
     * @param timeoutMillis its timeout
     * @param target who is asked
     */
    private record Ask(
            Incarnation through,
            PromiseActorRef promise,
            long deadlineNanos,
            long timeoutMillis,
            String target) {

        boolean isOver() {
            return promise.result().isCompleted();
        }

        boolean endedWith(Throwable exception) {
            Option<Try<Object>> result = promise.result().future().value();
            return result.isDefined()
                    && result.get() instanceof Failure<Object> failure
                    && failure.exception() == exception;
        }

        BodyAsk shown() {
            return new BodyAsk(
                    String.valueOf(promise.messageClassName()),
                    target,
                    through.name(),
                    deadlineNanos - TimeUnit.MILLISECONDS.toNanos(timeoutMillis),
                    timeoutMillis);
        }

        void end() {
            if (!isOver()) {
                promise.result()
                        .tryComplete(new Failure<>(new AskTimeoutException("no answer from "
                                + target + " within " + timeoutMillis + " ms to "
                                + promise.messageClassName() + ", and none can come any more: "
                                + through.name()
                                + ", through whose actor system was asked, has ended")));
            }
        }
    }
}
