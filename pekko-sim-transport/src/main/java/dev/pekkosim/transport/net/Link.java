// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.transport.net;

import java.util.ArrayList;
import java.util.List;

/**
 * The directed path between two hosts. It carries connections; a cut or a hold holds whatever would
 * cross it.
 *
 * @since 0.1.0
 */
public final class Link {

    private final SimNetwork network;
    private final Host from;
    private final Host to;
    private final List<Connection> connections = new ArrayList<>();
    private final List<Cut> cuts = new ArrayList<>();
    private final List<Hold> holds = new ArrayList<>();
    private final LinkChange.Changes<LinkLatency> latencies;
    private final LinkChange.Changes<Bandwidth> bandwidths;

    /** When the last bit of what was sent so far has left. */
    private long idleFromNanos;

    private long sent;
    private long delivered;
    private long held;
    private long lost;
    private long bytesSent;
    private long bytesDelivered;

    Link(SimNetwork network, Host from, Host to) {
        this.network = network;
        this.from = from;
        this.to = to;
        this.latencies = new LinkChange.Changes<>(() -> network.settings().latency(), () -> {});
        this.bandwidths = new LinkChange.Changes<>(
                () -> network.settings().bandwidth(), this::bandwidthChanged);
    }

    /** The connections whose frames it carries, oldest first. */
    public List<Connection> connections() {
        return List.copyOf(connections);
    }

    /** Its own latency, or the network's. */
    public LinkLatency latency() {
        return latencies.value();
    }

    /**
     * Gives it a latency of its own, for what is sent from now on.
     *
     * @param latency the latency
     */
    public LinkChange<LinkLatency> latency(LinkLatency latency) {
        return LinkChange.begin(latency, List.of(latencies));
    }

    /** Its own bandwidth, or the network's. */
    public Bandwidth bandwidth() {
        return bandwidths.value();
    }

    /**
     * Gives it a bandwidth of its own. What is under way leaves anew, as a queue does whose line
     * has another speed.
     *
     * @param bandwidth the bandwidth
     */
    public LinkChange<Bandwidth> bandwidth(Bandwidth bandwidth) {
        return LinkChange.begin(bandwidth, List.of(bandwidths));
    }

    private void bandwidthChanged() {
        idleFromNanos = 0;
        connections().forEach(Connection::forthSpeedChanged);
        network.reverse(this).connections().forEach(Connection::backSpeedChanged);
    }

    LinkChange.Changes<LinkLatency> latencies() {
        return latencies;
    }

    LinkChange.Changes<Bandwidth> bandwidths() {
        return bandwidths;
    }

    /** Whether a cut lets nothing through. */
    public boolean isCut() {
        return !cuts.isEmpty();
    }

    /** Whether it is held, or one of its hosts is. */
    public boolean isHeld() {
        return !holds.isEmpty() || !from.holds().isEmpty() || !to.holds().isEmpty();
    }

    /** What became of its frames so far. */
    public FrameCounts frames() {
        return new FrameCounts(sent, delivered, held, lost, bytesSent, bytesDelivered);
    }

    @Override
    public String toString() {
        return from.name() + "->" + to.name();
    }

    Host from() {
        return from;
    }

    Host to() {
        return to;
    }

    /**
     * Takes a packet on, behind what all its connections have sent.
     *
     * @param bytes its size
     * @return when its last bit has left
     */
    long departure(int bytes) {
        long nanos = bandwidth().nanos(bytes);
        long now = network.engine().now();
        if (nanos == 0) {
            return now;
        }
        idleFromNanos = Math.max(now, idleFromNanos) + nanos;
        return idleFromNanos;
    }

    void add(Connection connection) {
        connections.add(connection);
    }

    void remove(Connection connection) {
        connections.remove(connection);
    }

    // ---- what blocks it

    /** Whether nothing gets through, because of a cut, a hold, or a dead host at its end. */
    boolean isBlocked() {
        return isCut() || isHeld() || to.isDead();
    }

    List<Hold> holds() {
        return holds;
    }

    boolean isCutBy(Cut cut) {
        return cuts.contains(cut);
    }

    void cut(Cut cut) {
        cuts.add(cut);
        if (cuts.size() == 1) {
            pathChanged();
        }
    }

    /** Takes a cut off, and says whether it was on. */
    boolean repair(Cut cut) {
        boolean removed = cuts.remove(cut);
        if (removed && cuts.isEmpty()) {
            pathChanged();
        }
        return removed;
    }

    /** Takes all cuts off, and says whether there were any. */
    boolean repair() {
        boolean wasCut = isCut();
        cuts.clear();
        if (wasCut) {
            pathChanged();
        }
        return wasCut;
    }

    /** Called when something blocks it, or does so no more. */
    void pathChanged() {
        connections().forEach(Connection::forthChanged);
        network.reverse(this).connections().forEach(Connection::backChanged);
    }

    // ---- counts

    void countSent(int bytes) {
        sent++;
        bytesSent += bytes;
    }

    void countDelivered(int bytes) {
        delivered++;
        bytesDelivered += bytes;
    }

    void countHeld() {
        held++;
    }

    void countLost(int frames) {
        lost += frames;
    }
}
