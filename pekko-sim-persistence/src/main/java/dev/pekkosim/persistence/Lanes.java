// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.persistence;

import dev.pekkosim.engine.decision.DecisionStream;
import dev.pekkosim.engine.decision.Purpose;
import dev.pekkosim.engine.run.Engine;
import dev.pekkosim.engine.step.Incarnation;
import dev.pekkosim.engine.step.StepKind;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * The ways between the nodes and a table of the store: one lane for each incarnation and
 * persistence id, in which requests keep their order, and answers keep theirs.
 *
 * <p>Each message draws its own travel time, so that a later one may be due first; what is due then
 * is whatever is first in the lane. That is a lane in which nobody overtakes.
 */
final class Lanes {

    private record Key(int node, int incarnation, String persistenceId) {}

    private final Engine engine;
    private final String table;
    private final Map<Key, Lane> lanes = new HashMap<>();

    Lanes(Engine engine, String table) {
        this.engine = engine;
        this.table = table;
    }

    /**
     * Sends a request.
     *
     * @param from who asks, in whose name the answer arrives
     * @param latency how long each way takes
     * @param persistenceId what it is about
     * @param verb what it does, for the trace
     * @param work what the store does, in one step outside every node
     * @return completed in a step of {@code from}; never if that is dead
     */
    <T> CompletableFuture<T> request(
            Incarnation from,
            Latency latency,
            String persistenceId,
            String verb,
            Supplier<T> work) {
        DecisionStream drawn =
                engine.decisions().stream(Purpose.STORAGE, from.node(), from.number());
        long there = latency.draw(drawn);
        long back = latency.draw(drawn);
        Lane lane = lanes.computeIfAbsent(
                new Key(from.node(), from.number(), persistenceId), key -> new Lane(key, from));
        CompletableFuture<T> answer = new CompletableFuture<>();
        lane.requests.add(new Request<>(verb, back, work, answer));
        schedule(engine.driver(), there, lane.arrival);
        return answer;
    }

    private void schedule(Incarnation owner, long nanos, Move move) {
        engine.schedule(owner, nanos, StepKind.STORE, move.label, move);
    }

    /**
     * A request on its way.
     *
     * @param verb what it does
     * @param backNanos how long its answer travels
     * @param work what the store does
     * @param answer completed when the answer arrives
     */
    private record Request<T>(
            String verb, long backNanos, Supplier<T> work, CompletableFuture<T> answer) {

        Runnable perform() {
            T result;
            try {
                result = work.get();
            } catch (DuplicateKeyException e) {
                return () -> answer.completeExceptionally(e);
            }
            return () -> answer.complete(result);
        }
    }

    /** The requests and answers of one incarnation for one persistence id. */
    private final class Lane {

        private final Key key;
        private final Incarnation owner;
        private final Deque<Request<?>> requests = new ArrayDeque<>();
        private final Deque<Runnable> answers = new ArrayDeque<>();
        private final Move arrival;
        private final Move departure;

        Lane(Key key, Incarnation owner) {
            this.key = key;
            this.owner = owner;
            String subject = table + " of " + key.persistenceId() + " for " + owner;
            this.arrival = new Move("request to " + subject, this::perform);
            this.departure = new Move("answer from " + subject, this::answer);
        }

        private void perform() {
            Request<?> request = requests.remove();
            Runnable answer = request.perform();
            if (owner.isAlive()) {
                answers.add(answer);
                schedule(owner, request.backNanos(), departure);
            } else {
                answers.clear();
            }
            removeIfEmpty();
        }

        private void answer() {
            Runnable answer = answers.remove();
            removeIfEmpty();
            answer.run();
        }

        private void removeIfEmpty() {
            if (requests.isEmpty() && answers.isEmpty()) {
                lanes.remove(key);
            }
        }
    }

    /** A step of a lane that the trace can name. */
    private static final class Move implements Runnable {

        private final String name;
        private final Runnable work;
        private final long label;

        Move(String name, Runnable work) {
            this.name = name;
            this.work = work;
            this.label = name.hashCode();
        }

        @Override
        public void run() {
            work.run();
        }

        @Override
        public String toString() {
            return name;
        }
    }
}
