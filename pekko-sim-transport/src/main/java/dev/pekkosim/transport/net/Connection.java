package dev.pekkosim.transport.net;

import dev.pekkosim.engine.DecisionStream;
import dev.pekkosim.engine.Engine;
import dev.pekkosim.engine.Incarnation;
import dev.pekkosim.engine.Purpose;
import dev.pekkosim.engine.StepKind;
import dev.pekkosim.engine.Timer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What TCP gives to one stream: frames from one sender to one receiver, in order, none lost or doubled as long as it lives.
 * Connecting takes a round trip. The sender may have a window of bytes under way; it sees room only as the receiver
 * consumes. When a connection dies, what was under way is lost, or a suffix of it.
 *
 * <p>Each end knows only what reached it: an end can be gone for a while before the other one learns so, or for ever if the
 * host of that end is dead or the link is cut.
 */
public final class Connection {

    private enum State {
        CONNECTING,
        OPEN,
        CLOSED
    }

    private final SimNetwork network;
    private final Engine engine;
    private final Link link;
    private final int port;
    private final int streamId;
    private final long label;
    private final int windowBytes;
    private final Incarnation sender;
    private final DecisionStream draws;
    private final Pipe forth;
    private final Pipe back;

    private State senderState = State.CONNECTING;

    /** Null when the sender has left: the other end may be half open for ever, and must not keep what the sender was part of. */
    private @Nullable Sender senderEvents;

    private State receiverState = State.CONNECTING;
    private @Nullable Incarnation receiver;
    private @Nullable Receiver receiverEvents;
    private long unconsumedBytes;
    private long consumedUnknownBytes;
    private boolean consumedUnderWay;
    private boolean forgotten;
    private boolean probing;
    private @Nullable Timer giveUp;

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
        this.sender = sender;
        this.senderEvents = senderEvents;
        this.windowBytes = network.settings().windowBytes();
        this.label = Labels.of(link.from().name(), link.to().name(), port, streamId, number);
        this.draws = engine.decisions().stream(Purpose.NETWORK, sender.node(), sender.number());
        this.forth = new Pipe(engine, link, engine.driver(), draws, label, this::arriveForth);
        this.back = new Pipe(engine, reverse, sender, draws, ~label, this::arriveBack);
    }

    void connect() {
        link.add(this);
        forth.add(new Packet(Packet.Kind.CONNECT));
    }

    /** The link that carries its frames. */
    public Link link() {
        return link;
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
        return senderState == State.OPEN;
    }

    /** Whether the window has room. */
    public boolean isWritable() {
        return unconsumedBytes < windowBytes;
    }

    /**
     * Puts a frame on the wire. A frame larger than the room that is left is taken, too; when there is no room at all,
     * {@link Sender#onWritable} tells when there is again.
     *
     * @param frame the bytes, which nobody may change any more
     */
    public void send(byte[] frame) {
        if (senderState != State.OPEN) {
            throw new IllegalStateException(this + " must be open to send, but is " + senderState);
        }
        if (!isWritable()) {
            throw new IllegalStateException(this + " must have room to send, but " + unconsumedBytes
                    + " of " + windowBytes + " bytes are not consumed");
        }
        link.countSent(frame.length);
        unconsumedBytes += frame.length;
        if (receiverState == State.CLOSED) {
            link.countLost(1);
            probe(true);
        } else {
            forth.add(new Packet(Packet.Kind.FRAME, frame));
        }
        watchProgress();
    }

    /** Closes it behind what was sent; the sender hears no more of it. */
    public void close() {
        if (senderState != State.CLOSED) {
            leaveSender();
            closeForth();
            settle();
        }
    }

    private void closeForth() {
        if (receiver == null || receiverState == State.CLOSED) {
            forth.clear();
        } else {
            forth.add(new Packet(Packet.Kind.CLOSE));
        }
    }

    /** Ends it at once: a drawn number of the frames under way arrives; the sender hears no more of it. */
    public void abort() {
        if (senderState != State.CLOSED) {
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
        if (senderState != State.OPEN || receiverState != State.OPEN) {
            return;
        }
        if (isWritable() && !back.isBlocked() && !consumedUnderWay) {
            unconsumedBytes -= bytes;
            watchProgress();
        } else {
            consumedUnknownBytes += bytes;
            if (!consumedUnderWay) {
                consumedUnderWay = true;
                back.add(new Packet(Packet.Kind.CONSUMED));
            }
        }
    }

    /** Closes it from the receiving end: what is under way is lost, and the sender sees it closed. */
    public void reject() {
        if (receiverState == State.OPEN) {
            leaveReceiver();
            forth.clear();
            if (senderState != State.CLOSED) {
                back.add(new Packet(Packet.Kind.CLOSE));
            }
            settle();
        }
    }

    // ---- faults

    void reset() {
        if (senderState != State.CLOSED || receiverState == State.OPEN) {
            resetForth(network.draws());
            if (senderState != State.CLOSED) {
                back.add(new Packet(Packet.Kind.RESET));
            }
            settle();
        }
    }

    private void resetForth(DecisionStream prefix) {
        if (receiver == null || receiverState == State.CLOSED) {
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
        boolean wasOpen = senderState != State.CLOSED;
        leaveSender();
        if (hostDead && receiver != null) {
            loseSuffix(network.draws());
        } else if (wasOpen) {
            closeForth();
        }
        settle();
    }

    /**
     * The incarnation at the receiving end is gone.
     *
     * @param hostDead whether its machine is, too: then the sender hears nothing until the host is up again
     */
    void receiverDied(boolean hostDead) {
        boolean wasOpen = receiverState != State.CLOSED;
        if (receiver == null || (!wasOpen && (!hostDead || forgotten))) {
            return;
        }
        leaveReceiver();
        int lost = forth.clear();
        if (senderState != State.CLOSED) {
            if (hostDead) {
                loseAnswers();
                probe(lost > 0);
            } else {
                back.add(new Packet(lost > 0 ? Packet.Kind.RESET : Packet.Kind.CLOSE));
            }
        }
        settle();
    }

    /** What the dead host had on the wire arrives; what it would have had to repeat does not. */
    private void loseAnswers() {
        forgotten = true;
        forth.owner(engine.driver());
        if (back.isBlocked()) {
            back.clear();
        }
    }

    /** The sender's machine repeats what was not acknowledged; when the host is up again, it answers with a reset. */
    private void probe(boolean unacknowledged) {
        if (unacknowledged && forgotten && !probing) {
            probing = true;
            forth.add(new Packet(Packet.Kind.PROBE));
        }
    }

    void forthChanged() {
        forth.pathChanged();
        watchProgress();
    }

    void backChanged() {
        back.pathChanged();
        watchProgress();
    }

    boolean isSentByAny(Predicate<Incarnation> incarnations) {
        return incarnations.test(sender);
    }

    boolean isReceivedByAny(Predicate<Incarnation> incarnations) {
        Incarnation accepting = receiver;
        return accepting != null && incarnations.test(accepting);
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
        if (senderState != State.CLOSED) {
            back.add(new Packet(Packet.Kind.RESET));
        }
    }

    private void arriveConnect() {
        Binding binding = link.to().binding(port);
        if (binding == null) {
            back.add(new Packet(Packet.Kind.REFUSE));
        } else {
            receiver = binding.owner();
            forth.owner(binding.owner());
            engine.submit(binding.owner(), StepKind.NETWORK, label, () -> accept(binding));
        }
    }

    private void accept(Binding binding) {
        if (receiverState != State.CONNECTING) {
            return;
        }
        if (binding.isOpen()) {
            receiverState = State.OPEN;
            receiverEvents = binding.listener().accept(this);
            if (senderState != State.CLOSED) {
                back.add(new Packet(Packet.Kind.ACCEPT));
            }
        } else {
            receiverState = State.CLOSED;
            if (senderState != State.CLOSED) {
                back.add(new Packet(Packet.Kind.REFUSE));
            }
            settle();
        }
    }

    private void arriveFrame(byte[] frame) {
        Receiver events = receiverEvents;
        if (receiverState == State.OPEN && events != null) {
            link.countDelivered(frame.length);
            events.onFrame(frame);
        } else {
            link.countLost(1);
        }
    }

    private void endReceiver(CloseReason reason) {
        Receiver events = receiverEvents;
        boolean wasOpen = receiverState == State.OPEN;
        leaveReceiver();
        forth.clear();
        if (wasOpen && events != null) {
            events.onClosed(reason);
        }
    }

    private void arriveBack(Packet packet) {
        switch (packet.kind()) {
            case ACCEPT -> {
                senderState = State.OPEN;
                Sender events = senderEvents;
                if (events != null) {
                    events.onConnected();
                }
            }
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
        unconsumedBytes -= consumedUnknownBytes;
        consumedUnknownBytes = 0;
        consumedUnderWay = false;
        watchProgress();
        Sender events = senderEvents;
        if (!wasWritable && isWritable() && events != null) {
            events.onWritable();
        }
    }

    private void endSender(CloseReason reason) {
        Sender events = senderEvents;
        leaveSender();
        if (events != null) {
            events.onClosed(reason);
        }
    }

    // ---- ends

    private void leaveSender() {
        senderState = State.CLOSED;
        senderEvents = null;
        back.clear();
        watchProgress();
    }

    private void leaveReceiver() {
        receiverState = State.CLOSED;
        receiverEvents = null;
    }

    /** Leaves the link when nothing can happen to it any more. */
    private void settle() {
        if (senderState == State.CLOSED && forth.isEmpty()) {
            link.remove(this);
        }
    }

    /** Sets the retransmission timeout while something that was sent cannot be acknowledged, and only then. */
    private void watchProgress() {
        boolean stalled = senderState == State.OPEN
                && unconsumedBytes > 0
                && (forgotten || forth.isBlocked() || back.isBlocked());
        if (stalled && giveUp == null) {
            giveUp = engine.schedule(
                    sender,
                    network.settings().retransmissionNanos(),
                    StepKind.NETWORK,
                    label,
                    this::timeOut);
        } else if (!stalled && giveUp != null) {
            giveUp.cancel();
            giveUp = null;
        }
    }

    private void timeOut() {
        giveUp = null;
        if (senderState == State.OPEN) {
            forth.clear();
            endSender(CloseReason.TIMED_OUT);
            settle();
        }
    }
}
