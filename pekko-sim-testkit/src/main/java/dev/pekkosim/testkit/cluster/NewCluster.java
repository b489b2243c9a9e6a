// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.testkit.cluster;

import dev.pekkosim.engine.run.Engine;
import dev.pekkosim.engine.step.StepKind;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The forming of a new cluster when the last node that was in one is gone: the others would look
 * for it for ever. After a while, in which one that it has let in may still hear of it, one of them
 * forms a new one, as Pekko's Cluster Bootstrap would have it. A server that starts is no
 * exception: that it is new does not make it know more than the others do.
 */
final class NewCluster {

    private final Engine engine;
    private final SimulatedCluster cluster;
    private final long afterNanos;

    private long lastEnd;

    /** How many times it will be looked whether one can be formed. */
    private int looks;

    /**
     * Watches over a cluster.
     *
     * @param after how long no node ended before one is formed
     */
    NewCluster(Engine engine, SimulatedCluster cluster, Duration after) {
        this.engine = engine;
        this.cluster = cluster;
        this.afterNanos = after.toNanos();
    }

    /** Takes in that a life of a node ended. */
    void nodeEnded() {
        lastEnd = engine.now();
        lookLater();
    }

    /**
     * Whether a server that starts now may form a new cluster; if not, and there is none, somebody
     * will.
     */
    boolean mayForm() {
        if (exists()) {
            return false;
        }
        boolean mayForm = engine.now() - lastEnd >= afterNanos && nobodyCanBeTold();
        if (!mayForm && looks == 0) {
            lookLater();
        }
        return mayForm;
    }

    private void lookLater() {
        looks++;
        engine.schedule(engine.driver(), afterNanos, StepKind.TIMER, 0, () -> {
            looks--;
            look();
        });
    }

    private void look() {
        if (looks > 0 || exists()) {
            return;
        }
        List<SimulatedNode> candidates = cluster.servers().stream()
                .filter(node -> node.isRunning() && !node.isLeaving())
                .toList();
        Optional<SimulatedNode> ready =
                candidates.stream().filter(SimulatedNode::hasSystem).findFirst();
        if (ready.isPresent() && nobodyCanBeTold()) {
            ready.get().formCluster();
        } else if (!candidates.isEmpty()) {
            lookLater();
        }
    }

    /** Whether a node is in a cluster, or about to form one. */
    private boolean exists() {
        return cluster.members().stream().anyMatch(SimulatedNode::holdsCluster);
    }

    /** Whether no node can still hear that the former cluster has let it in. */
    private boolean nobodyCanBeTold() {
        return cluster.members().stream().noneMatch(SimulatedNode::isPaused)
                && !cluster.network().carriesLastWords();
    }
}
