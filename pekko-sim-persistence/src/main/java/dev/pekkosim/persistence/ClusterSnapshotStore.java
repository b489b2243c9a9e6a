// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.persistence;

import com.typesafe.config.Config;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.apache.pekko.persistence.SelectedSnapshot;
import org.apache.pekko.persistence.SnapshotMetadata;
import org.apache.pekko.persistence.SnapshotSelectionCriteria;
import org.apache.pekko.persistence.snapshot.japi.SnapshotStore;
import scala.concurrent.Future;
import scala.jdk.javaapi.FutureConverters;

/**
 * The snapshot store plugin on the {@link ClusterStore}, used with
 * {@code pekko.persistence.snapshot-store.plugin = "pekko.sim.cluster-snapshot-store"}. It keeps
 * one snapshot for each sequence number; a later one replaces it.
 *
 * @since 0.1.0
 */
public final class ClusterSnapshotStore extends SnapshotStore {

    private final StoreConnection connection;
    private final Executor dispatcher;

    /**
     * Made by Pekko.
     *
     * @param config the plugin's configuration
     * @throws IllegalStateException if the actor system is not a simulated one
     */
    public ClusterSnapshotStore(Config config) {
        this.connection = StoreConnection.open(
                context().system(), "pekko.sim.cluster-snapshot-store", config);
        this.dispatcher = context().dispatcher();
    }

    @Override
    public Future<Optional<SelectedSnapshot>> doLoadAsync(
            String persistenceId, SnapshotSelectionCriteria criteria) {
        return FutureConverters.asScala(connection
                .store()
                .latest(
                        connection.host().incarnation(),
                        connection.latency(),
                        persistenceId,
                        SnapshotRange.of(criteria))
                .thenApplyAsync(this::selected, dispatcher));
    }

    @Override
    public Future<Void> doSaveAsync(SnapshotMetadata metadata, Object snapshot) {
        String persistenceId = metadata.persistenceId();
        SnapshotRow row;
        try {
            row = new SnapshotRow(
                    persistenceId,
                    metadata.sequenceNr(),
                    metadata.timestamp(),
                    connection.write(persistenceId, snapshot),
                    connection.writeOption(persistenceId, metadata.metadata()));
        } catch (RuntimeException e) {
            return FutureConverters.asScala(CompletableFuture.failedFuture(e));
        }
        return FutureConverters.asScala(connection
                .store()
                .save(connection.host().incarnation(), connection.latency(), row));
    }

    @Override
    public Future<Void> doDeleteAsync(SnapshotMetadata metadata) {
        return delete(metadata.persistenceId(), SnapshotRange.of(metadata));
    }

    @Override
    public Future<Void> doDeleteAsync(String persistenceId, SnapshotSelectionCriteria criteria) {
        return delete(persistenceId, SnapshotRange.of(criteria));
    }

    private Future<Void> delete(String persistenceId, SnapshotRange range) {
        return FutureConverters.asScala(connection
                .store()
                .delete(
                        connection.host().incarnation(),
                        connection.latency(),
                        persistenceId,
                        range));
    }

    private Optional<SelectedSnapshot> selected(List<SnapshotRow> rows) {
        return rows.stream().findFirst().map(row -> {
            SnapshotMetadata metadata =
                    new SnapshotMetadata(row.persistenceId(), row.sequenceNr(), row.timestamp());
            StoredObject more = row.metadata();
            return SelectedSnapshot.create(
                    more == null
                            ? metadata
                            : metadata.withMetadata(more.read(connection.serialization())),
                    row.payload().read(connection.serialization()));
        });
    }
}
