// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.finds;

import java.time.Duration;
import java.util.List;
import org.apache.pekko.cluster.UniqueAddress;

/**
 * PEKKO-1: a node that was welcomed by a contact which dies at once stays Joining for ever, and
 * captures others that ask it.
 */
final class LostJoin implements FindProgram {

    /** The contact gossips once a second; then others know, too. */
    private static final Duration GOSSIP = Duration.ofSeconds(3);

    /** Over which healthy nodes become Up several times. */
    private static final Duration WATCHED = Duration.ofSeconds(30);

    private static final String IGNORED = "Ignoring received gossip";

    @Override
    public About about() {
        return new About(
                "PEKKO-1",
                "lost join",
                "node-3 joins, and the node that let it in dies at once, then starts again",
                "node-3 joins, and the node that let it in dies " + GOSSIP.toSeconds()
                        + " s later, then starts again",
                "",
                List.of(
                        "is JOINING, roles",
                        "Welcome from",
                        "Marking node as UNREACHABLE",
                        "Leader is moving node",
                        "Leader is removing",
                        IGNORED));
    }

    @Override
    public Observation play(Stage stage, boolean triggered) throws InterruptedException {
        TcpCluster cluster = stage.cluster();
        TcpNode first = cluster.node(1);
        TcpNode second = cluster.node(2);
        TcpNode third = cluster.node(3);
        stage.startTwo();

        third.start(first, second);
        UniqueAddress joining = third.self();
        stage.await("node-3 has its Welcome", () -> third.members() > 0);
        List<TcpNode> knowing = List.of(first, second).stream()
                .filter(node -> node.sees(joining))
                .toList();
        if (knowing.size() != 1) {
            return Observation.neither("both members knew of node-3 at once");
        }
        TcpNode contact = knowing.get(0);
        TcpNode other = contact == first ? second : first;
        if (!triggered) {
            stage.pass(GOSSIP);
        }
        contact.crash();
        stage.await(
                other + " sees that " + contact + " is gone",
                () -> !other.cluster().state().getUnreachable().isEmpty());
        contact.start(other);
        stage.await(
                other + " and the new " + contact + " are Up",
                () -> other.hasUp(contact) && contact.hasUp(contact) && contact.hasUp(other));
        return watch(stage, other, contact, third);
    }

    /** Lets one more node start, of which node-3 is the seed. */
    private static Observation watch(Stage stage, TcpNode other, TcpNode contact, TcpNode third)
            throws InterruptedException {
        TcpCluster cluster = stage.cluster();
        TcpNode fourth = cluster.node(4);
        fourth.start(third);
        Traffic traffic = cluster.traffic();
        TcpNode[] all = {other, contact, third, fourth};
        if (stage.within(
                WATCHED,
                () -> List.of(all).stream().allMatch(node -> node.seesUp(all))
                        && traffic.flows(all))) {
            return Observation.healthy("all four nodes are Up and answer each other");
        }
        boolean othersAreWell = other.seesUp(other, contact)
                && contact.seesUp(other, contact)
                && traffic.flows(other, contact);
        if (othersAreWell
                && !third.isUp()
                && !fourth.isUp()
                && third.sees(fourth.self())
                && stage.timeline().count(other.name(), IGNORED) > 0) {
            return Observation.effect("after " + WATCHED.toSeconds() + " s " + third.view()
                    + "; it has captured node-4, which asked it: " + fourth.view() + "; "
                    + other.view());
        }
        return Observation.neither(third.view() + "; " + fourth.view() + "; " + other.view());
    }
}
