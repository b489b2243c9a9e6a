// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.persistence;

import dev.pekkosim.engine.Internal;
import dev.pekkosim.engine.run.Engine;
import dev.pekkosim.engine.step.Incarnation;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * A store that belongs to the simulated cluster: all nodes share it and it outlives them, as a
 * shared database does. It holds the journal and the snapshots of one run.
 *
 * <p>A request travels to the store, commits there in a step of its own, and the answer travels
 * back. So a write in flight commits even if its node dies meanwhile, and then nobody hears of it:
 * the ambiguity that a real database leaves. What it promises is what the JDBC journal promises: a
 * batch is written whole or not at all, the sequence number is unique for a persistence id, and
 * requests of one node for one persistence id keep their order.
 *
 * @since 0.1.0
 */
public final class ClusterStore {

    private final JournalTable journal = new JournalTable();
    private final SnapshotTable snapshots = new SnapshotTable();
    private final Lanes journalLanes;
    private final Lanes snapshotLanes;
    private final List<Consumer<Committed>> listeners = new ArrayList<>();

    private ClusterStore(Engine engine) {
        this.journalLanes = new Lanes(engine, "journal");
        this.snapshotLanes = new Lanes(engine, "snapshots");
    }

    /**
     * The store of the run that this is called in.
     *
     * @throws IllegalStateException outside a run
     */
    public static ClusterStore current() {
        Engine engine = Engine.current();
        if (engine == null) {
            throw new IllegalStateException("the store of a run is asked for outside every run");
        }
        return of(engine);
    }

    /**
     * The store of a run.
     *
     * @param engine the run's engine
     * @hidden
     */
    @Internal
    public static ClusterStore of(Engine engine) {
        return engine.service(ClusterStore.class, ClusterStore::new);
    }

    /**
     * Adds a listener that sees every event as the journal commits it, in the order of the commits.
     * It is called outside every node and takes no virtual time; what it throws fails the run.
     *
     * @param listener sees the events
     */
    public void onCommit(Consumer<Committed> listener) {
        listeners.add(Objects.requireNonNull(listener, "listener"));
    }

    // ---- journal

    /** Writes all rows or none; fails with a {@link DuplicateKeyException} if a number is taken. */
    CompletableFuture<Void> write(Incarnation from, Latency latency, List<JournalRow> rows) {
        String persistenceId = rows.get(0).persistenceId();
        return journalLanes.<Void>request(from, latency, persistenceId, "write", () -> {
            journal.insert(rows);
            rows.forEach(row -> announce(row, from));
            return null;
        });
    }

    CompletableFuture<List<JournalRow>> replay(
            Incarnation from,
            Latency latency,
            String persistenceId,
            long lowest,
            long highest,
            long max) {
        return journalLanes.request(
                from,
                latency,
                persistenceId,
                "replay",
                () -> journal.select(persistenceId, lowest, highest, max));
    }

    CompletableFuture<Long> highestSequenceNr(
            Incarnation from, Latency latency, String persistenceId) {
        return journalLanes.request(
                from, latency, persistenceId, "read highest", () -> journal.highest(persistenceId));
    }

    CompletableFuture<Void> deleteTo(
            Incarnation from, Latency latency, String persistenceId, long sequenceNr) {
        return journalLanes.<Void>request(from, latency, persistenceId, "delete", () -> {
            journal.deleteTo(persistenceId, sequenceNr);
            return null;
        });
    }

    private void announce(JournalRow row, Incarnation writer) {
        Committed committed = new Committed(
                row.persistenceId(), row.sequenceNr(), row.event(), row.tags(), writer);
        listeners.forEach(listener -> listener.accept(committed));
    }

    // ---- snapshots

    CompletableFuture<Void> save(Incarnation from, Latency latency, SnapshotRow row) {
        return snapshotLanes.<Void>request(from, latency, row.persistenceId(), "save", () -> {
            snapshots.upsert(row);
            return null;
        });
    }

    CompletableFuture<List<SnapshotRow>> latest(
            Incarnation from, Latency latency, String persistenceId, SnapshotRange range) {
        return snapshotLanes.request(
                from, latency, persistenceId, "load", () -> snapshots.latest(persistenceId, range));
    }

    CompletableFuture<Void> delete(
            Incarnation from, Latency latency, String persistenceId, SnapshotRange range) {
        return snapshotLanes.<Void>request(from, latency, persistenceId, "delete", () -> {
            snapshots.delete(persistenceId, range);
            return null;
        });
    }
}
