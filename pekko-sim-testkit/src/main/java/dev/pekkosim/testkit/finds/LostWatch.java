package dev.pekkosim.testkit.finds;

import dev.pekkosim.engine.Failure;
import dev.pekkosim.testkit.cluster.RunProperties;
import dev.pekkosim.testkit.insight.ClusterInsight;
import dev.pekkosim.testkit.insight.NodeInsight;
import dev.pekkosim.transport.LostSystemMessages;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.pekko.actor.ActorPath;
import org.apache.pekko.dispatch.sysmsg.DeathWatchNotification;
import org.apache.pekko.dispatch.sysmsg.Watch;
import org.apache.pekko.remote.RemoteWatcher;
import org.apache.pekko.remote.UniqueAddress;
import scala.jdk.javaapi.CollectionConverters;

/**
 * A node that was restarted took a watch for a repetition and dropped it, so the watcher waits for a termination that it is
 * never told of: {@code SystemMessageDelivery.scala} resent a message for the former life, and the new one took it, because it
 * bears the sender's name only; then the sender noticed the restart and began to count anew. The answer to a watch can be lost in
 * the same way.
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
    public Optional<String> evidence(ClusterInsight cluster, Failure failure) {
        if (!PROPERTIES.contains(failure.property())) {
            return Optional.empty();
        }
        List<NodeInsight> nodes = cluster.nodes();
        return cluster.lostSystemMessages().stream()
                .flatMap(loss -> effect(loss, nodes).stream())
                .findFirst();
    }

    /** What a loss means now: nothing if an end is gone, the watched actor lives, or nobody waits for it any more. */
    private static Optional<String> effect(LostSystemMessages.Loss loss, List<NodeInsight> nodes) {
        return Wait.of(loss)
                .flatMap(wait -> alive(wait.watching(), nodes)
                        .flatMap(watching -> alive(wait.watched(), nodes)
                                .flatMap(watched -> text(loss, wait, watching, watched))));
    }

    private static Optional<String> text(
            LostSystemMessages.Loss loss, Wait wait, NodeInsight watching, NodeInsight watched) {
        List<String> watchers = watchers(watching, wait.actor());
        if (watched.runs(wait.path()) || watchers.isEmpty()) {
            return Optional.empty();
        }
        String lost = wait.isAnswer()
                ? "notice was system message " + loss.number() + " from " + watched.name() + " to "
                        + watching.name()
                : "watch was system message " + loss.number() + " to " + watched.name();
        return Optional.of(String.join(", ", watchers) + " on " + watching.name()
                + " waits for ever for the termination of " + wait.actor() + ": its " + lost
                + ", which had got another one with this number before, resent when its restart was "
                + (loss.restartNoticed() ? "" : "not yet ") + "noticed: " + loss.takenFor());
    }

    /**
     * What an actor waits for whose watch, or the answer to it, was lost.
     *
     * @param watching the actor system with the watcher
     * @param watched the one with the actor that it watches
     * @param path the path of that actor
     * @param actor the same with address and uid
     * @param isAnswer whether the answer was lost, not the watch
     */
    private record Wait(
            UniqueAddress watching,
            UniqueAddress watched,
            ActorPath path,
            String actor,
            boolean isAnswer) {

        static Optional<Wait> of(LostSystemMessages.Loss loss) {
            if (loss.message() instanceof Watch watch) {
                ActorPath path = watch.watchee().path();
                return Optional.of(new Wait(
                        loss.from(), loss.to(), path, path.toSerializationFormat(), false));
            }
            if (loss.message() instanceof DeathWatchNotification notice) {
                ActorPath path = notice.actor().path();
                String actor = path.toSerializationFormatWithAddress(loss.from().address());
                return Optional.of(new Wait(loss.to(), loss.from(), path, actor, true));
            }
            return Optional.empty();
        }
    }

    private static Optional<NodeInsight> alive(UniqueAddress system, List<NodeInsight> nodes) {
        return nodes.stream()
                .filter(node -> node.self().address().equals(system.address())
                        && node.self().longUid() == system.uid())
                .findFirst();
    }

    /** Who still waits on a node for the termination of an actor elsewhere. */
    private static List<String> watchers(NodeInsight node, String actor) {
        if (!(node.actor("/system/remote-watcher") instanceof RemoteWatcher remote)) {
            return List.of();
        }
        List<String> watchers = new ArrayList<>();
        CollectionConverters.asJava(remote.watching()).forEach((watchee, all) -> {
            if (watchee.path().toSerializationFormat().equals(actor)) {
                CollectionConverters.asJava(all)
                        .forEach(watcher -> watchers.add(watcher.path().toStringWithoutAddress()));
            }
        });
        watchers.remove("/system/remote-watcher");
        watchers.sort(null);
        return watchers;
    }
}
