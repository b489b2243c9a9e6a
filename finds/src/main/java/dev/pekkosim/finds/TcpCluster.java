// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.finds;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.pekko.actor.Address;

/** Nodes that talk by Artery TCP, each behind its gate, and the links between them. */
final class TcpCluster implements AutoCloseable {

    private final String settings;
    private final Timeline timeline;
    private final Traffic traffic = new Traffic();
    private final Entities entities = new Entities();
    private final Map<Integer, TcpNode> nodes = new TreeMap<>();
    private final Map<String, Link> links = new ConcurrentHashMap<>();

    /**
     * A cluster of which no node runs.
     *
     * @param settings of all nodes, as HOCON
     */
    TcpCluster(String settings, Timeline timeline) {
        this.settings = settings;
        this.timeline = timeline;
    }

    /** The node of a number, from 1. Node 1 has the lowest address. */
    synchronized TcpNode node(int number) {
        return nodes.computeIfAbsent(number, this::newNode);
    }

    private TcpNode newNode(int number) {
        try {
            return new TcpNode(this, number, new Gate(Loopback.host(number)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The way from one node to another. */
    Link link(TcpNode from, TcpNode to) {
        return links.computeIfAbsent(from.name() + " -> " + to.name(), Link::new);
    }

    /** Both ways between nodes of two sides. */
    List<Link> between(List<TcpNode> some, List<TcpNode> others) {
        List<Link> between = new ArrayList<>();
        for (TcpNode one : some) {
            for (TcpNode other : others) {
                between.add(link(one, other));
                between.add(link(other, one));
            }
        }
        return between;
    }

    /** Holds everything between two sides. */
    void partition(List<TcpNode> some, List<TcpNode> others) {
        between(some, others).forEach(Link::hold);
        timeline.tell("cut between " + some + " and " + others);
    }

    /** Ends all cuts between two sides: what was held arrives. */
    void repair(List<TcpNode> some, List<TcpNode> others) {
        between(some, others).forEach(Link::release);
        timeline.tell("repaired between " + some + " and " + others);
    }

    /** The application of all nodes. */
    Traffic traffic() {
        return traffic;
    }

    /** Sharded entities, on the nodes that they were started on. */
    Entities entities() {
        return entities;
    }

    // ---- for nodes

    String settings() {
        return settings;
    }

    Timeline timeline() {
        return timeline;
    }

    /** All links of one node, in both directions. */
    List<Link> linksOf(TcpNode node) {
        List<Link> all = new ArrayList<>();
        for (TcpNode other : nodes()) {
            if (other != node) {
                all.add(link(node, other));
                all.add(link(other, node));
            }
        }
        return all;
    }

    /** The name of the node that has an address. */
    String nameOf(Address address) {
        return nodes().stream()
                .filter(node -> node.address().equals(address))
                .map(TcpNode::name)
                .findFirst()
                .orElse(address.toString());
    }

    synchronized List<TcpNode> nodes() {
        return List.copyOf(nodes.values());
    }

    /** Ends all nodes at once; nobody waits for a peer. */
    @Override
    public void close() {
        nodes().forEach(TcpNode::crashQuietly);
        links.values().forEach(Link::release);
        nodes().forEach(TcpNode::awaitEnd);
    }
}
