// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.finds;

import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * PEKKO-3: the first watch that a restarted node gets is lost, if an earlier one could not reach
 * its former life. Two JVMs, of which one is killed.
 */
final class LostWatch implements FindProgram {

    private static final String DEDUPLICATED = "Deduplicate system message";

    /** How long the node is down. */
    private static final Duration DOWN = Duration.ofSeconds(2);

    /** Within which an actor's end is told over a sound network, many times over. */
    private static final Duration WATCHED = Duration.ofSeconds(20);

    @Override
    public About about() {
        return new About(
                "PEKKO-3",
                "lost watch: two JVMs, SIGKILL",
                "while node-2 is down, an actor on node-1 watches one that was on it",
                "nothing is watched while node-2 is down",
                "pekko.loglevel = DEBUG # for the one line that tells it",
                List.of(
                        "Marking node as UNREACHABLE",
                        "is JOINING, roles",
                        "Leader is removing",
                        "Resending system message",
                        "Noticed new incarnation",
                        "Clear system message delivery",
                        DEDUPLICATED));
    }

    @Override
    public Observation play(Stage stage, boolean triggered) throws InterruptedException {
        JvmNode first = node(stage, "node-1");
        JvmNode second = node(stage, "node-2");
        first.start(first);
        second.start(first);
        stage.await("both are Up and answer each other", areUp(first, second));
        String former = start(stage, second, "target");

        second.kill();
        if (triggered) {
            watch(stage, first, former);
        }
        stage.pass(DOWN);
        second.start(first);
        if (triggered) {
            stage.await("node-1 is told that " + former + " has ended", isTold(first, former));
        }
        stage.await("both are Up again and answer each other", areUp(first, second));

        Observation ofTheNext = watchItsEnd(stage, first, second, "next");
        Observation ofAnother = watchItsEnd(stage, first, second, "another");
        if (ofAnother.kind() == Observation.Kind.HEALTHY) {
            return new Observation(
                    ofTheNext.kind(), ofTheNext.text() + "; later, " + ofAnother.text());
        }
        return Observation.neither(ofTheNext.text() + "; later, " + ofAnother.text());
    }

    private static JvmNode node(Stage stage, String name) {
        return stage.closing(
                new JvmNode(name, new LostWatch().about().settings(), stage.timeline()));
    }

    /** Starts an actor, lets the other node watch it, and stops it. */
    private static Observation watchItsEnd(
            Stage stage, JvmNode watcher, JvmNode watched, String name)
            throws InterruptedException {
        String target = start(stage, watched, name);
        watch(stage, watcher, target);
        stage.pass(DOWN);
        watched.send("stop " + name);
        stage.tell(watched + " stops " + target);
        if (stage.within(WATCHED, isTold(watcher, target))) {
            return Observation.healthy("node-1 was told that /user/" + name + " had ended");
        }
        return areUp(watcher, watched).getAsBoolean()
                ? Observation.effect("within " + WATCHED.toSeconds()
                        + " s node-1 was not told that /user/" + name
                        + " on node-2 had ended, while both were Up and answered each other")
                : Observation.neither("the nodes do not answer each other");
    }

    /** Starts an actor and returns its path. */
    private static String start(Stage stage, JvmNode node, String name)
            throws InterruptedException {
        node.send("target " + name);
        stage.await(node + " has started /user/" + name, () -> node.hasSaid(name + " "));
        return node.lastSaid(name + " ");
    }

    private static void watch(Stage stage, JvmNode watcher, String target) {
        watcher.send("watch " + target);
        stage.tell("an actor on " + watcher + " watches " + target);
    }

    private static BooleanSupplier isTold(JvmNode watcher, String target) {
        return () -> watcher.hasSaid(NodeMain.TERMINATED + target);
    }

    private static BooleanSupplier areUp(JvmNode... nodes) {
        String state = NodeMain.state(nodes.length, nodes.length - 1);
        return () -> List.of(nodes).stream()
                .allMatch(node -> (NodeMain.STATE + node.lastSaid(NodeMain.STATE)).equals(state));
    }
}
