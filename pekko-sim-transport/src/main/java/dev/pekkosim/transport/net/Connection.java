// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.transport.net;

import dev.pekkosim.engine.decision.DecisionStream;
import dev.pekkosim.engine.decision.Purpose;
import dev.pekkosim.engine.run.Engine;
import dev.pekkosim.engine.step.Incarnation;
import dev.pekkosim.engine.step.StepKind;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * What TCP gives to one stream: frames from one sender to one receiver, in order, none lost or
 * doubled as long as it lives. Connecting takes a round trip. The sender may have a window of bytes
 * under way; it sees room only as the receiver consumes. When a connection dies, what was under way
 * is lost, or a suffix of it.
 *
 * <p>Each end knows only what reached it: an end can be gone for a while before the other one
 * learns so, or for ever if the host of that end is dead or the link is cut.
 *
 * @since 0.1.0
 */
public final class Connection {

    private final SimNetwork network;
    private final Engine engine;
    private final Link link;
    private final int port;
    private final int streamId;
    private final long number;
    private final long label;
    private final DecisionStream draws;
    private final Pipe forth;
    private final Pipe back;
    private final SendingEnd sending;
    private final ReceivingEnd receiving = new ReceivingEnd();
    private final List<BlackHole> holes = new ArrayList<>(0);

    private long frames;
    private long consumedUnknownBytes;
    private boolean consumedUnderWay;
    private boolean forgotten;
    private boolean probing;

    Connection(
            SimNetwork network,
            Link link,
            Link reverse,
            int port,
            int streamId,
            long number,
            Incarnation sender,
            Sender senderEvents) {
        this.network = network;
        this.engine = network.engine();
        this.link = link;
        this.port = port;
        this.streamId = streamId;
        this.number = number;
        this.label =
                ConnectionLabels.of(link.from().name(), link.to().name(), port, streamId, number);
        this.draws = engine.decisions().stream(Purpose.NETWORK, sender.node(), sender.number());
        this.forth = new Pipe(
                engine, link, engine.driver(), draws, label, this::passesRules, this::arriveForth);
        this.back =
                new Pipe(engine, reverse, sender, draws, ~label, packet -> true, this::arriveBack);
        this.sending = new SendingEnd(network, sender, senderEvents, label, this::timeOut);
    }

    void connect() {
        link.add(this);
        forth.add(new Packet(Packet.Kind.CONNECT));
    }

    /** The link that carries its frames. */
    public Link link() {
        return link;
    }

    /** Its number, which no other connection of the run has. */
    public long number() {
        return number;
    }

    int port() {
        return port;
    }

    /** Which stream of the sender it carries. */
    public int streamId() {
        return streamId;
    }

    @Override
    public String toString() {
        return link + ":" + port + "/" + streamId;
    }

    // ---- for the sender

    /** Whether frames may be sent: it is open as far as the sender knows. */
    public boolean isOpen() {
        return sending.isOpen();
    }

    /** Whether the window has room. */
    public boolean isWritable() {
        return sending.hasRoom();
    }

    /**
     * Puts a frame on the wire. A frame larger than the room that is left is taken, too; when there
     * is no room at all, {@link Sender#onWritable} tells when there is again.
     *
     * @param frame the bytes, which nobody may change any more
     */
    public void send(byte[] frame) {
        sending.send(this, frame.length);
        link.countSent(frame.length);
        if (receiving.isClosed()) {
            link.countLost(1);
            probe(true);
        } else {
            forth.add(new Packet(frame, ++frames));
        }
        watchProgress();
    }

    /** Closes it behind what was sent; the sender hears no more of it. */
    public void close() {
        if (!sending.isClosed()) {
            leaveSender();
            closeForth();
            settle();
        }
    }

    private void closeForth() {
        if (!receiving.isReached() || receiving.isClosed()) {
            forth.clear();
        } else {
            forth.add(new Packet(Packet.Kind.CLOSE));
        }
    }

    /**
     * Ends it at once: a drawn number of the frames under way arrives; the sender hears no more of
     * it.
     */
    public void abort() {
        if (!sending.isClosed()) {
            leaveSender();
            resetForth(draws);
            settle();
        }
    }

    // ---- for the receiver

    /**
     * Says that the receiver has done with bytes that arrived, which makes room in the window.
     *
     * @param bytes how many
     */
    public void consumed(int bytes) {
        if (!sending.isOpen() || !receiving.isOpen()) {
            return;
        }
        if (isWritable() && !back.isBlocked() && !consumedUnderWay) {
            sending.consumed(bytes);
            watchProgress();
        } else {
            consumedUnknownBytes += bytes;
            if (!consumedUnderWay) {
                consumedUnderWay = true;
                back.add(new Packet(Packet.Kind.CONSUMED));
            }
        }
    }

    /**
     * Closes it from the receiving end: what is under way is lost, and the sender sees it closed.
     */
    public void reject() {
        if (receiving.isOpen()) {
            receiving.leave();
            forth.clear();
            if (!sending.isClosed()) {
                back.add(new Packet(Packet.Kind.CLOSE));
            }
            settle();
        }
    }

    // ---- faults

    void reset() {
        if (isBlackHole()) {
            back.clear();
        }
        if (!sending.isClosed() || receiving.isOpen()) {
            resetForth(network.draws());
            if (!sending.isClosed()) {
                back.add(new Packet(Packet.Kind.RESET));
            }
            settle();
        }
        if (isBlackHole()) {
            holes.clear();
            passes(true);
        }
    }

    private void resetForth(DecisionStream prefix) {
        if (!receiving.isReached() || receiving.isClosed()) {
            forth.clear();
        } else {
            loseSuffix(prefix);
            forth.add(new Packet(Packet.Kind.RESET));
        }
    }

    private void loseSuffix(DecisionStream prefix) {
        boolean mayArrive = forth.frames() > 0 && !forth.isBlocked();
        forth.truncate(mayArrive ? (int) prefix.between(0, forth.frames()) : 0);
    }

    /**
     * The incarnation at the sending end is gone.
     *
     * @param hostDead whether its machine is, too: then nobody repeats or closes anything
     */
    void senderDied(boolean hostDead) {
        boolean wasOpen = !sending.isClosed();
        leaveSender();
        if (hostDead && receiving.isReached()) {
            loseSuffix(network.draws());
        } else if (wasOpen) {
            closeForth();
        }
        settle();
    }

    /**
     * The incarnation at the receiving end is gone.
     *
     * @param hostDead whether its machine is, too: then the sender hears nothing until the host is
     *     up again
     */
    void receiverDied(boolean hostDead) {
        boolean wasOpen = !receiving.isClosed();
        if (!receiving.isReached() || (!wasOpen && (!hostDead || forgotten))) {
            return;
        }
        receiving.leave();
        int lost = forth.clear();
        if (!sending.isClosed()) {
            if (hostDead) {
                loseAnswers();
                probe(lost > 0);
            } else {
                back.add(new Packet(lost > 0 ? Packet.Kind.RESET : Packet.Kind.CLOSE));
            }
        }
        settle();
    }

    /**
     * What the receiving end had on the wire arrives; what it would have had to repeat does not.
     */
    private void loseAnswers() {
        forgotten = true;
        forth.owner(engine.driver());
        if (back.isBlocked()) {
            back.clear();
        }
    }

    /**
     * The sender's machine repeats what was not acknowledged; a host that is up but forgot it
     * answers with a reset.
     */
    private void probe(boolean unacknowledged) {
        if (unacknowledged && forgotten && !probing) {
            probing = true;
            forth.add(new Packet(Packet.Kind.PROBE));
        }
    }

    /** Whether it passes nothing on, without any end being told. */
    boolean isBlackHole() {
        return !holes.isEmpty();
    }

    /** Whether frames may still arrive although the sender is gone. */
    boolean carriesLastWords() {
        return sending.isClosed()
                && !receiving.isClosed()
                && !isBlackHole()
                && forth.carriesFrames();
    }

    /** From now on a black hole covers it, maybe besides others. */
    void enter(BlackHole hole) {
        holes.add(hole);
        if (holes.size() == 1) {
            passes(false);
        }
    }

    /** Whether a black hole covers it, and no other one does. */
    boolean isLastHole(BlackHole hole) {
        return holes.size() == 1 && holes.contains(hole);
    }

    /** A black hole covers it no more, while others may. */
    void leave(BlackHole hole) {
        holes.remove(hole);
    }

    private void passes(boolean anything) {
        forth.blackHole(!anything);
        back.blackHole(!anything);
        watchProgress();
    }

    /** Whether somebody took it on at the receiving end, and is still there. */
    boolean isAccepted() {
        return receiving.isOpen();
    }

    /**
     * The receiving end gives up; what arrives there from now on is lost, and answered with a
     * reset.
     */
    void halfOpen() {
        receiving.fail(engine, label, CloseReason.TIMED_OUT);
        loseAnswers();
        probe(sending.awaitsAcknowledgement());
        settle();
    }

    /** The attempt to connect is answered in the name of the other host. */
    void refuse() {
        forth.clear();
        back.add(new Packet(Packet.Kind.REFUSE));
    }

    private boolean passesRules(Packet packet) {
        return network.ruleChain().letsPass(this, packet);
    }

    void ruleUninstalled() {
        forth.letLeave();
        watchProgress();
    }

    // ---- changes of the path

    void forthChanged() {
        forth.pathChanged();
        watchProgress();
    }

    void forthSpeedChanged() {
        forth.speedChanged();
    }

    void backSpeedChanged() {
        back.speedChanged();
    }

    void backChanged() {
        back.pathChanged();
        watchProgress();
    }

    boolean isSentByAny(Predicate<Incarnation> incarnations) {
        return incarnations.test(sending.incarnation());
    }

    boolean isReceivedByAny(Predicate<Incarnation> incarnations) {
        return receiving.isAny(incarnations);
    }

    // ---- arrivals

    private void arriveForth(Packet packet) {
        switch (packet.kind()) {
            case CONNECT -> arriveConnect();
            case FRAME -> arriveFrame(packet.frame());
            case PROBE -> answerProbe();
            case CLOSE -> endReceiver(CloseReason.CLOSED);
            case RESET -> endReceiver(CloseReason.RESET);
            case ACCEPT, REFUSE, CONSUMED ->
                throw new IllegalStateException(packet.kind() + " went forth");
        }
        settle();
    }

    private void answerProbe() {
        if (!sending.isClosed()) {
            back.add(new Packet(Packet.Kind.RESET));
        }
    }

    private void arriveConnect() {
        Binding binding = link.to().binding(port);
        if (binding == null) {
            back.add(new Packet(Packet.Kind.REFUSE));
        } else {
            receiving.reach(binding.owner());
            forth.owner(binding.owner());
            engine.submit(binding.owner(), StepKind.NETWORK, label, () -> accept(binding));
        }
    }

    private void accept(Binding binding) {
        if (!receiving.isConnecting()) {
            return;
        }
        if (binding.isOpen()) {
            receiving.open(binding.listener(), this);
            if (!sending.isClosed()) {
                back.add(new Packet(Packet.Kind.ACCEPT));
            }
        } else {
            receiving.leave();
            if (!sending.isClosed()) {
                back.add(new Packet(Packet.Kind.REFUSE));
            }
            settle();
        }
    }

    private void arriveFrame(byte[] frame) {
        if (receiving.takesFrames()) {
            link.countDelivered(frame.length);
            receiving.take(frame);
        } else {
            link.countLost(1);
        }
    }

    /**
     * A host that forgot the connection ignores it; a retransmission behind it must still be
     * answered.
     */
    private void endReceiver(CloseReason reason) {
        if (!forgotten) {
            forth.clear();
            receiving.end(reason);
        }
    }

    private void arriveBack(Packet packet) {
        switch (packet.kind()) {
            case ACCEPT -> sending.open();
            case CONSUMED -> arriveConsumed();
            case REFUSE -> endSender(CloseReason.REFUSED);
            case CLOSE -> endSender(CloseReason.CLOSED);
            case RESET -> endSender(CloseReason.RESET);
            case CONNECT, FRAME, PROBE ->
                throw new IllegalStateException(packet.kind() + " went back");
        }
        settle();
    }

    private void arriveConsumed() {
        boolean wasWritable = isWritable();
        sending.consumed(consumedUnknownBytes);
        consumedUnknownBytes = 0;
        consumedUnderWay = false;
        watchProgress();
        if (!wasWritable && isWritable()) {
            sending.tellWritable();
        }
    }

    private void endSender(CloseReason reason) {
        back.clear();
        sending.end(reason);
    }

    // ---- ends

    private void leaveSender() {
        back.clear();
        sending.leave();
    }

    /** Leaves the link when nothing can happen to it any more. */
    private void settle() {
        if (sending.isClosed() && forth.isEmpty()) {
            link.remove(this);
        }
    }

    private void watchProgress() {
        sending.watch(forgotten || forth.isStuck() || back.isBlocked());
    }

    private void timeOut() {
        forth.clear();
        endSender(CloseReason.TIMED_OUT);
        settle();
    }
}
