// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.transport.net;

import dev.pekkosim.engine.decision.DecisionStream;
import dev.pekkosim.engine.run.Engine;
import dev.pekkosim.engine.step.Incarnation;
import dev.pekkosim.engine.step.StepKind;
import dev.pekkosim.engine.step.Timer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One direction of a connection: the packets under way, in order, and behind them those that may
 * not leave yet. At most one step of it is pending at any time, so that no order of steps can
 * reorder packets; none is pending while it is empty or blocked.
 */
final class Pipe {

    private final Engine engine;
    private final Link link;
    private final DecisionStream draws;
    private final long label;
    private final Consumer<Packet> destination;
    private final Predicate<Packet> gate;
    private final Runnable step = this::arrive;
    private final Deque<Packet> waiting = new ArrayDeque<>(1);
    private final Deque<Packet> underWay = new ArrayDeque<>(4);

    private Incarnation owner;
    private @Nullable Timer pending;
    private boolean isBlackHole;
    private boolean atGate;
    private boolean arriving;
    private long sequence;
    private long lastArrivalNanos;
    private int frames;

    /**
     * @param owner in whose name packets arrive
     * @param gate whether a packet may leave now; it is asked in order, until it says so
     * @param destination where packets arrive
     */
    Pipe(
            Engine engine,
            Link link,
            Incarnation owner,
            DecisionStream draws,
            long label,
            Predicate<Packet> gate,
            Consumer<Packet> destination) {
        this.engine = engine;
        this.link = link;
        this.owner = owner;
        this.draws = draws;
        this.label = label;
        this.gate = gate;
        this.destination = destination;
    }

    /** Sets in whose name packets arrive from now on. */
    void owner(Incarnation newOwner) {
        if (newOwner != owner) {
            owner = newOwner;
            if (pending != null) {
                pending.cancel();
                pending = null;
            }
            if (!isBlocked()) {
                schedule();
            }
        }
    }

    boolean isEmpty() {
        return underWay.isEmpty() && waiting.isEmpty();
    }

    /** Whether a frame is under way or waits. */
    boolean carriesFrames() {
        return frames > 0 || waiting.stream().anyMatch(Packet::isFrame);
    }

    /** How many frames are under way. */
    int frames() {
        return frames;
    }

    /** Whether nothing of what is under way gets through. */
    boolean isBlocked() {
        return isBlackHole || link.isBlocked();
    }

    /** Whether there is something that cannot arrive now. */
    boolean isStuck() {
        return isBlocked() || !waiting.isEmpty();
    }

    void blackHole(boolean nothingPasses) {
        isBlackHole = nothingPasses;
        pathChanged();
    }

    void add(Packet packet) {
        waiting.add(packet);
        letLeave();
        if (waiting.peekLast() == packet) {
            hold(packet);
        }
    }

    /**
     * Asks the gate for what waits, in order, until it says no. Meanwhile the connection may end,
     * and add a reset.
     */
    void letLeave() {
        if (atGate) {
            return;
        }
        atGate = true;
        for (Packet next = waiting.peek(); next != null; next = waiting.peek()) {
            boolean leaves = gate.test(next);
            if (leaves && waiting.remove(next)) {
                leave(next);
            } else if (!leaves && waiting.peek() == next) {
                break;
            }
        }
        atGate = false;
    }

    private void leave(Packet packet) {
        underWay.add(packet);
        if (packet.isFrame()) {
            frames++;
        }
        if (isBlocked()) {
            hold(packet);
        } else {
            long latency = link.latency().draw(draws) + packet.delayNanos();
            arriveNotBefore(packet, departure(packet) + latency);
            schedule();
        }
    }

    /** Loses everything that is under way or waits. */
    int clear() {
        return truncate(0);
    }

    /**
     * Loses everything behind a number of frames.
     *
     * @param keptFrames how many frames go on
     * @return how many frames were lost
     */
    int truncate(int keptFrames) {
        int kept = 0;
        int lost = 0;
        for (Iterator<Packet> packets = underWay.iterator(); packets.hasNext(); ) {
            Packet packet = packets.next();
            if (kept == keptFrames) {
                packets.remove();
                lost += packet.isFrame() ? 1 : 0;
            } else if (packet.isFrame()) {
                kept++;
            }
        }
        frames = kept;
        for (Packet packet : waiting) {
            lost += packet.isFrame() ? 1 : 0;
        }
        waiting.clear();
        link.countLost(lost);
        if (underWay.isEmpty()) {
            unschedule();
        }
        return lost;
    }

    /** Called when something blocks the path, or does so no more. */
    void pathChanged() {
        if (isBlocked()) {
            unschedule();
            underWay.forEach(this::hold);
        } else if (!underWay.isEmpty()) {
            long latency = link.latency().draw(draws);
            for (Packet packet : underWay) {
                long arrival = departure(packet) + latency + packet.delayNanos();
                arriveNotBefore(packet, Math.max(packet.arrivalNanos(), arrival));
            }
            schedule();
        }
    }

    /** Called when the link has another bandwidth: what is under way leaves anew. */
    void speedChanged() {
        lastArrivalNanos = engine.now();
        underWay.forEach(packet -> packet.arrivalNanos(lastArrivalNanos));
        unschedule();
        pathChanged();
    }

    private long departure(Packet packet) {
        return link.departure(packet.frame().length);
    }

    private void hold(Packet packet) {
        if (packet.hold() && packet.isFrame()) {
            link.countHeld();
        }
    }

    private void arriveNotBefore(Packet packet, long nanos) {
        lastArrivalNanos = Math.max(lastArrivalNanos, nanos);
        packet.arrivalNanos(lastArrivalNanos);
    }

    private void schedule() {
        Packet next = underWay.peek();
        if (pending == null && !arriving && next != null) {
            long delay = Math.max(0, next.arrivalNanos() - engine.now());
            pending = engine.schedule(owner, delay, StepKind.NETWORK, label + sequence++, step);
        }
    }

    private void unschedule() {
        if (pending != null && pending.cancel()) {
            pending = null;
        }
    }

    private void arrive() {
        pending = null;
        arriving = true;
        for (Packet next = underWay.peek(); isDue(next); next = underWay.peek()) {
            underWay.remove();
            if (next.isFrame()) {
                frames--;
            }
            destination.accept(next);
        }
        arriving = false;
        if (!isBlocked()) {
            schedule();
        }
    }

    private boolean isDue(@Nullable Packet packet) {
        return packet != null && packet.arrivalNanos() <= engine.now() && !isBlocked();
    }
}
