// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.persistence;

import com.typesafe.config.Config;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.persistence.AtomicWrite;
import org.apache.pekko.persistence.PersistentRepr;
import org.apache.pekko.persistence.journal.Tagged;
import org.apache.pekko.persistence.journal.japi.AsyncWriteJournal;
import scala.concurrent.Future;
import scala.jdk.javaapi.CollectionConverters;
import scala.jdk.javaapi.FutureConverters;

/**
 * The journal plugin on the {@link ClusterStore}, used with {@code pekko.persistence.journal.plugin
 * = "pekko.sim.cluster-journal"}. Events go through the serializers of the actor system, in both
 * directions.
 *
 * @since 0.1.0
 */
public final class ClusterJournal extends AsyncWriteJournal {

    private final StoreConnection connection;
    private final Executor dispatcher;

    /**
     * Made by Pekko.
     *
     * @param config the plugin's configuration
     * @throws IllegalStateException if the actor system is not a simulated one
     */
    public ClusterJournal(Config config) {
        this.connection =
                StoreConnection.open(context().system(), "pekko.sim.cluster-journal", config);
        this.dispatcher = context().dispatcher();
    }

    @Override
    public Future<Iterable<Optional<Exception>>> doAsyncWriteMessages(
            Iterable<AtomicWrite> messages) {
        List<JournalRow> accepted = new ArrayList<>();
        List<Optional<Exception>> results = new ArrayList<>();
        for (AtomicWrite message : messages) {
            try {
                accepted.addAll(rowsOf(message));
                results.add(Optional.empty());
            } catch (RuntimeException e) {
                results.add(Optional.of(e));
            }
        }
        CompletionStage<Void> written = accepted.isEmpty()
                ? CompletableFuture.completedFuture(null)
                : connection
                        .store()
                        .write(connection.host().incarnation(), connection.latency(), accepted);
        return FutureConverters.asScala(written.thenApply(done -> results));
    }

    @Override
    public Future<Void> doAsyncDeleteMessagesTo(String persistenceId, long toSequenceNr) {
        return FutureConverters.asScala(connection
                .store()
                .deleteTo(
                        connection.host().incarnation(),
                        connection.latency(),
                        persistenceId,
                        toSequenceNr));
    }

    @Override
    public Future<Void> doAsyncReplayMessages(
            String persistenceId,
            long fromSequenceNr,
            long toSequenceNr,
            long max,
            Consumer<PersistentRepr> replayCallback) {
        return FutureConverters.asScala(connection
                .store()
                .replay(
                        connection.host().incarnation(),
                        connection.latency(),
                        persistenceId,
                        fromSequenceNr,
                        toSequenceNr,
                        max)
                .thenAcceptAsync(
                        rows -> rows.forEach(row -> replayCallback.accept(reprOf(row))),
                        dispatcher));
    }

    @Override
    public Future<Long> doAsyncReadHighestSequenceNr(String persistenceId, long fromSequenceNr) {
        return FutureConverters.asScala(connection
                .store()
                .highestSequenceNr(
                        connection.host().incarnation(), connection.latency(), persistenceId));
    }

    private List<JournalRow> rowsOf(AtomicWrite message) {
        return CollectionConverters.asJava(message.payload()).stream()
                .map(this::rowOf)
                .toList();
    }

    private JournalRow rowOf(PersistentRepr repr) {
        Object event = repr.payload();
        Set<String> tags = Set.of();
        if (event instanceof Tagged tagged) {
            event = tagged.payload();
            tags = new TreeSet<>(CollectionConverters.asJava(tagged.tags()));
        }
        String persistenceId = repr.persistenceId();
        return new JournalRow(
                persistenceId,
                repr.sequenceNr(),
                repr.writerUuid(),
                repr.manifest(),
                repr.timestamp(),
                connection.write(persistenceId, event),
                connection.writeOption(persistenceId, repr.metadata()),
                tags,
                event);
    }

    private PersistentRepr reprOf(JournalRow row) {
        PersistentRepr repr = PersistentRepr.apply(
                        row.payload().read(connection.serialization()),
                        row.sequenceNr(),
                        row.persistenceId(),
                        row.adapterManifest(),
                        false,
                        ActorRef.noSender(),
                        row.writerUuid())
                .withTimestamp(row.timestamp());
        StoredObject metadata = row.metadata();
        return metadata == null
                ? repr
                : repr.withMetadata(metadata.read(connection.serialization()));
    }
}
