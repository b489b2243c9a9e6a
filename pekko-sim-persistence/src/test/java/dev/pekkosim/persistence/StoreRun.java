package dev.pekkosim.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pekkosim.engine.Limits;
import dev.pekkosim.engine.Outcome;
import dev.pekkosim.engine.run.Engine;
import dev.pekkosim.engine.step.Incarnation;
import dev.pekkosim.engine.step.StepKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One run of an engine with a store and two nodes on it, for tests. */
final class StoreRun {

    static final Latency LATENCY = new Latency(Duration.ofMillis(1), Duration.ofMillis(9));

    final Engine engine;
    final ClusterStore store;
    final Incarnation first;
    final Incarnation second;

    /** The committed events as "id/number". */
    final List<String> commits = new ArrayList<>();

    private StoreRun(Engine engine) {
        this.engine = engine;
        this.store = ClusterStore.of(engine);
        this.first = engine.incarnation(0, 0, "node-1");
        this.second = engine.incarnation(1, 0, "node-2");
        store.onCommit(
                committed -> commits.add(committed.persistenceId() + "/" + committed.sequenceNr()));
    }

    /** Runs the body, which must pass. */
    static Outcome passes(long seed, Consumer<StoreRun> body) {
        Outcome outcome = outcome(seed, body);
        assertThat(outcome.failure()).isNull();
        return outcome;
    }

    static Outcome outcome(long seed, Consumer<StoreRun> body) {
        Engine engine = new Engine(seed, Limits.DEFAULT);
        return engine.run(() -> body.accept(new StoreRun(engine)));
    }

    /** Longer than a request and its answer take. */
    void settle() {
        engine.sleep(Duration.ofSeconds(1).toNanos());
    }

    /** Asks in the name of an incarnation and waits for the answer. */
    <T> Answer<T> ask(Incarnation owner, Supplier<CompletableFuture<T>> request) {
        Answer<T> answer = send(owner, request);
        settle();
        return answer;
    }

    /** Asks in the name of an incarnation. */
    <T> Answer<T> send(Incarnation owner, Supplier<CompletableFuture<T>> request) {
        Answer<T> answer = new Answer<>();
        engine.submit(owner, StepKind.TASK, 1, () -> {
            CompletionStage<T> future = request.get();
            future.whenComplete((value, error) -> {
                answer.arrived = true;
                answer.value = value;
                answer.error = error instanceof CompletionException ? error.getCause() : error;
                answer.arrivedOn = Engine.currentIncarnation();
            });
        });
        return answer;
    }

    Answer<Void> write(Incarnation owner, String persistenceId, long... sequenceNrs) {
        return send(owner, () -> store.write(owner, LATENCY, rows(persistenceId, sequenceNrs)));
    }

    Answer<List<JournalRow>> replay(String persistenceId, long lowest, long highest, long max) {
        return ask(
                second, () -> store.replay(second, LATENCY, persistenceId, lowest, highest, max));
    }

    long highest(String persistenceId) {
        return ask(second, () -> store.highestSequenceNr(second, LATENCY, persistenceId))
                .value();
    }

    static List<JournalRow> rows(String persistenceId, long... sequenceNrs) {
        List<JournalRow> rows = new ArrayList<>();
        for (long sequenceNr : sequenceNrs) {
            StoredObject payload = new StoredObject(1, "", new byte[] {(byte) sequenceNr});
            rows.add(new JournalRow(
                    persistenceId,
                    sequenceNr,
                    "writer",
                    "",
                    0,
                    payload,
                    null,
                    Set.of(),
                    "event-" + sequenceNr));
        }
        return rows;
    }

    static List<Long> numbers(List<JournalRow> rows) {
        return rows.stream().map(JournalRow::sequenceNr).toList();
    }

    /** What came of a request. */
    static final class Answer<T> {
        boolean arrived;
        private @Nullable T value;

        @Nullable
        Throwable error;

        @Nullable
        Incarnation arrivedOn;

        T value() {
            assertThat(arrived).as("an answer arrived").isTrue();
            assertThat(error).isNull();
            T found = value;
            if (found == null) {
                throw new AssertionError("the answer has no value");
            }
            return found;
        }
    }
}
