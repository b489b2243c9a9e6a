// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.testkit.insight;

import dev.pekkosim.engine.Internal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.pekko.actor.Actor;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.internal.adapter.ActorAdapter;
import org.apache.pekko.actor.typed.receptionist.ServiceKey;
import org.apache.pekko.cluster.UniqueAddress;
import org.apache.pekko.cluster.typed.internal.receptionist.ClusterReceptionist;
import scala.jdk.javaapi.CollectionConverters;

/**
 * What the receptionist of a node would list. It keeps its state in its behavior, so that is where
 * it is looked for.
 *
 * @hidden
 */
@Internal
public final class Listings {

    private static final String RECEPTIONIST = "/system/clusterReceptionist";
    private static final int MOST_STEPS = 8;
    private static final int MOST_OBJECTS = 5_000;

    private static final HiddenMember BEHAVIOR = new HiddenMember(ActorAdapter.class, "behavior");

    private Listings() {}

    /**
     * The services that a node would be told of, in the order of their paths.
     *
     * @param node has an actor system
     * @param key the key of the services
     */
    public static <T> List<ActorRef<T>> of(NodeInsight node, ServiceKey<T> key) {
        Actor receptionist = node.actor(RECEPTIONIST);
        return receptionist instanceof ActorAdapter<?> adapter
                ? state(BEHAVIOR.of(adapter))
                        .map(state -> listed(state, key, node.self()))
                        .orElseThrow(() -> new IllegalStateException(
                                "the receptionist of this release of Pekko keeps no state that is"
                                        + " known; ask it instead"))
                : List.of();
    }

    private static <T> List<ActorRef<T>> listed(
            ClusterReceptionist.State state, ServiceKey<T> key, UniqueAddress self) {
        return CollectionConverters.asJava(
                        state.<T>activeActorRefsFor(key, self)._1())
                .stream()
                .sorted()
                .toList();
    }

    private static Optional<ClusterReceptionist.State> state(Object behavior) {
        Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        List<Object> edge = List.of(behavior);
        for (int step = 0; step < MOST_STEPS && !edge.isEmpty(); step++) {
            List<Object> next = new ArrayList<>();
            for (Object object : edge) {
                if (object instanceof ClusterReceptionist.State state) {
                    return Optional.of(state);
                }
                if (seen.size() < MOST_OBJECTS && seen.add(object)) {
                    next.addAll(HeldMessages.followed(object));
                }
            }
            edge = next;
        }
        return Optional.empty();
    }
}
