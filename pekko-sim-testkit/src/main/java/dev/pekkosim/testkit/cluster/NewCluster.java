package dev.pekkosim.testkit.cluster;

import dev.pekkosim.engine.run.Engine;
import dev.pekkosim.engine.step.StepKind;
import java.time.Duration;

/**
 * The forming of a new cluster when the last node that was in one is gone: the others would look for it for ever. After a while, in
 * which one that it has let in may still hear of it, one of them forms a new one, as Pekko's Cluster Bootstrap would have it.
 */
final class NewCluster {

    private final Engine engine;
    private final SimulatedCluster cluster;
    private final Duration after;

    /** How many lives of nodes have ended. */
    private int ends;

    /**
     * Watches over a cluster.
     *
     * @param after how long no node ended before one is formed
     */
    NewCluster(Engine engine, SimulatedCluster cluster, Duration after) {
        this.engine = engine;
        this.cluster = cluster;
        this.after = after;
    }

    /** Takes in that a life of a node ended. */
    void nodeEnded() {
        ends++;
        formIfNoneAfter(ends);
    }

    private void formIfNoneAfter(int end) {
        engine.schedule(engine.driver(), after.toNanos(), StepKind.TIMER, 0, () -> formIfNone(end));
    }

    private void formIfNone(int end) {
        if (end != ends || cluster.nodes().stream().anyMatch(SimulatedNode::holdsCluster)) {
            return;
        }
        if (cluster.nodes().stream().anyMatch(SimulatedNode::isPaused)
                || cluster.network().carriesLastWords()) {
            formIfNoneAfter(end); // a node may have been let in, and not know it yet
        } else {
            cluster.servers().stream()
                    .filter(SimulatedNode::hasSystem)
                    .findFirst()
                    .ifPresent(SimulatedNode::formCluster);
        }
    }
}
