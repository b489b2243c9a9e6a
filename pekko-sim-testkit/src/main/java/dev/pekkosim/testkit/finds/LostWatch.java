// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.testkit.finds;

import dev.pekkosim.engine.Failure;
import dev.pekkosim.testkit.cluster.RunProperties;
import dev.pekkosim.testkit.insight.ClusterInsight;
import dev.pekkosim.testkit.insight.FullRegion;
import dev.pekkosim.testkit.insight.NodeInsight;
import dev.pekkosim.testkit.insight.PendingWork;
import dev.pekkosim.testkit.insight.ShardHomes;
import dev.pekkosim.transport.LostSystemMessages;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.pekko.actor.ActorPath;
import org.apache.pekko.dispatch.sysmsg.DeathWatchNotification;
import org.apache.pekko.dispatch.sysmsg.Watch;
import org.apache.pekko.remote.RemoteWatcher;
import org.apache.pekko.remote.UniqueAddress;
import scala.jdk.javaapi.CollectionConverters;

/**
 * A node that was restarted took a watch for a repetition and dropped it, so the watcher waits for
 * a termination that it is never told of: {@code SystemMessageDelivery.scala} resent a message for
 * the former life, and the new one took it, because it bears the sender's name only; then the
 * sender noticed the restart and began to count anew. The answer to a watch can be lost in the same
 * way.
 */
record LostWatch() implements KnownFind {

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
        if (!Symptom.mayBeAWaitInVain(failure)) {
            return Optional.empty();
        }
        List<Vigil> vigils = cluster.lostSystemMessages().stream()
                .flatMap(loss -> vigil(loss, cluster.nodes()).stream())
                .toList();
        return vigils.isEmpty() ? Optional.empty() : behind(vigils, cluster, failure);
    }

    /** The vigils that what failed hangs on, if all of it does. */
    private static Optional<String> behind(
            List<Vigil> vigils, ClusterInsight cluster, Failure failure) {
        List<FullRegion> full = PendingWork.fullRegions(cluster);
        boolean isOfBuffers = failure.property().equals(RunProperties.BUFFERS_EMPTY);
        boolean answersLack = isOfBuffers || Symptom.isALackOfAnswers(cluster, failure);
        if (full.stream()
                        .anyMatch(region ->
                                vigils.stream().noneMatch(vigil -> vigil.holdsBack(region)))
                || (full.isEmpty() && isOfBuffers)
                || (!isOfBuffers && !Symptom.asksOnly(regions(vigils, full), cluster))) {
            return Optional.empty();
        }
        List<String> texts = vigils.stream()
                .filter(vigil -> full.stream().anyMatch(vigil::holdsBack)
                        || (answersLack && vigil.astray().findAny().isPresent())
                        || vigil.keepsWaiting()
                        || failure.message().contains(vigil.actor()))
                .map(Vigil::text)
                .toList();
        return texts.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", texts));
    }

    /** The regions whose entities do not answer because of vigils. */
    private static Set<String> regions(List<Vigil> vigils, List<FullRegion> full) {
        Set<String> regions = new LinkedHashSet<>();
        vigils.forEach(vigil -> vigil.astray().forEach(regions::add));
        full.forEach(region -> regions.add(region.path()));
        return regions;
    }

    /**
     * What a loss means now: nothing if an end is gone, the watched actor lives, or nobody waits
     * for it any more.
     */
    private static Optional<Vigil> vigil(LostSystemMessages.Loss loss, List<NodeInsight> nodes) {
        return Wait.of(loss)
                .flatMap(wait -> alive(wait.watching(), nodes)
                        .flatMap(watching -> alive(wait.watched(), nodes)
                                .flatMap(watched -> vigil(loss, wait, watching, watched))));
    }

    private static Optional<Vigil> vigil(
            LostSystemMessages.Loss loss, Wait wait, NodeInsight watching, NodeInsight watched) {
        List<String> watchers = watchers(watching, wait.actor());
        if (watched.runs(wait.path()) || watchers.isEmpty()) {
            return Optional.empty();
        }
        String lost = wait.isAnswer()
                ? "notice was system message " + loss.number() + " from " + watched.name() + " to "
                        + watching.name()
                : "watch was system message " + loss.number() + " to " + watched.name();
        return Optional.of(new Vigil(
                watching,
                watchers,
                wait.actor(),
                String.join(", ", watchers) + " on " + watching.name()
                        + " waits for ever for the termination of " + wait.actor() + ": its "
                        + lost
                        + ", which had got another one with this number before, resent when its restart was "
                        + (loss.restartNoticed() ? "" : "not yet ") + "noticed: "
                        + loss.takenFor()));
    }

    /**
     * Actors that wait for ever for a termination.
     *
     * @param node where they are
     * @param watchers their paths, at least one
     * @param actor the actor that has ended, by path with address and uid
     * @param text all of it, in words
     */
    private record Vigil(NodeInsight node, List<String> watchers, String actor, String text) {

        /**
         * Whether a region buffers because of it: its coordinator takes the ended actor for the
         * home of a shard that is buffered for, or the region takes it for its coordinator.
         */
        boolean holdsBack(FullRegion region) {
            String coordinator = ShardHomes.coordinatorOf(region.path());
            return (watchers.contains(coordinator)
                            && ShardHomes.shardsAt(node, coordinator, actor).stream()
                                    .anyMatch(region.shards()::contains))
                    || (watchers.contains(region.path())
                            && node.name().equals(region.node().name())
                            && ShardHomes.isCoordinatedBy(node, region.path(), actor));
        }

        /**
         * The regions whose messages go to the ended actor for ever, as they or their coordinator
         * take it for the home of a shard.
         */
        Stream<String> astray() {
            return watchers.stream()
                    .filter(watcher ->
                            !ShardHomes.shardsAt(node, watcher, actor).isEmpty())
                    .map(ShardHomes::regionOf);
        }

        /**
         * Whether a watcher, or an actor below it, holds messages back, and nobody else here does.
         */
        boolean keepsWaiting() {
            List<String> holders = PendingWork.holders(node);
            return !holders.isEmpty()
                    && holders.stream()
                            .allMatch(holder -> watchers.stream()
                                    .anyMatch(watcher -> holder.equals(watcher)
                                            || holder.startsWith(watcher + "/")));
        }
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
