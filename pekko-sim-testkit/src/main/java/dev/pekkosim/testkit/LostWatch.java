package dev.pekkosim.testkit;

import dev.pekkosim.engine.Failure;
import dev.pekkosim.transport.LostSystemMessages;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.pekko.actor.InternalActorRef;
import org.apache.pekko.dispatch.sysmsg.Watch;
import org.apache.pekko.remote.RemoteWatcher;
import org.apache.pekko.remote.UniqueAddress;
import scala.jdk.javaapi.CollectionConverters;

/**
 * A node that was restarted took a watch for a repetition and dropped it, so the watcher waits for a termination that it is
 * never told of: {@code SystemMessageDelivery.scala} resent a message for the former life, and the new one took it, because it
 * bears the sender's name only; then the sender noticed the restart and began to count anew.
 */
record LostWatch() implements KnownFind {

    private static final Set<String> PROPERTIES = Set.of(
            RunProperties.BUFFERS_EMPTY,
            RunProperties.APPLICATION_ANSWERS,
            RunProperties.WORKLOAD_ENDS);

    @Override
    public String id() {
        return "PEKKO-3";
    }

    @Override
    public String title() {
        return "lost watch";
    }

    @Override
    public Optional<String> evidence(SimCluster cluster, Failure failure) {
        if (!PROPERTIES.contains(failure.property())) {
            return Optional.empty();
        }
        List<NodeInsight> nodes = NodeInsight.all(cluster);
        return LostSystemMessages.of(cluster.engine()).all().stream()
                .flatMap(loss -> effect(loss, nodes).stream())
                .findFirst();
    }

    /** What a loss means now: nothing if an end is gone, the watched actor lives, or nobody waits for it any more. */
    private static Optional<String> effect(LostSystemMessages.Loss loss, List<NodeInsight> nodes) {
        Optional<NodeInsight> watching = alive(loss.from(), nodes);
        Optional<NodeInsight> watched = alive(loss.to(), nodes);
        if (!(loss.message() instanceof Watch watch)
                || watching.isEmpty()
                || watched.isEmpty()
                || watched.orElseThrow().runs(watch.watchee().path())) {
            return Optional.empty();
        }
        List<String> watchers = watchers(watching.orElseThrow(), watch.watchee());
        if (watchers.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(String.join(", ", watchers) + " on "
                + watching.orElseThrow().name()
                + " waits for ever for the termination of "
                + watch.watchee().path().toSerializationFormat() + ": its watch was system message "
                + loss.number() + " to " + watched.orElseThrow().name()
                + ", which had got another one with this number before, resent when its restart was "
                + (loss.restartNoticed() ? "" : "not yet ") + "noticed: " + loss.takenFor());
    }

    private static Optional<NodeInsight> alive(UniqueAddress system, List<NodeInsight> nodes) {
        return nodes.stream()
                .filter(node -> node.self().address().equals(system.address())
                        && node.self().longUid() == system.uid())
                .findFirst();
    }

    /** Who still waits, on the node that sent the watch. */
    private static List<String> watchers(NodeInsight node, InternalActorRef watchee) {
        if (!(node.actor("/system/remote-watcher") instanceof RemoteWatcher remote)) {
            return List.of();
        }
        scala.collection.mutable.Set<InternalActorRef> watchers =
                CollectionConverters.asJava(remote.watching()).get(watchee);
        return watchers == null
                ? List.of()
                : CollectionConverters.asJava(watchers).stream()
                        .map(watcher -> watcher.path().toStringWithoutAddress())
                        .filter(path -> !path.equals("/system/remote-watcher"))
                        .sorted()
                        .toList();
    }
}
