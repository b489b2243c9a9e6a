// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.transport.net;

import dev.pekkosim.engine.step.Incarnation;
import dev.pekkosim.engine.step.StepKind;
import dev.pekkosim.engine.step.Timer;
import org.jspecify.annotations.Nullable;

/**
 * The sending end of a connection: how far it is, its window, and how long it waits for the
 * acknowledgement of what it sent.
 */
final class SendingEnd {

    private final SimNetwork network;
    private final Incarnation incarnation;
    private final long label;
    private final Runnable whenTimedOut;
    private final int windowBytes;

    /**
     * Null when the sender has left: the other end may be half-open for ever, and must not keep
     * what the sender was part of.
     */
    private @Nullable Sender events;

    private EndState state = EndState.CONNECTING;
    private long unconsumedBytes;
    private @Nullable Timer giveUp;

    SendingEnd(
            SimNetwork network,
            Incarnation incarnation,
            Sender events,
            long label,
            Runnable whenTimedOut) {
        this.network = network;
        this.incarnation = incarnation;
        this.events = events;
        this.label = label;
        this.whenTimedOut = whenTimedOut;
        this.windowBytes = network.settings().windowBytes();
    }

    Incarnation incarnation() {
        return incarnation;
    }

    boolean isOpen() {
        return state == EndState.OPEN;
    }

    boolean isClosed() {
        return state == EndState.CLOSED;
    }

    boolean hasRoom() {
        return unconsumedBytes < windowBytes;
    }

    /** Whether something that was sent is not acknowledged, as far as it knows. */
    boolean awaitsAcknowledgement() {
        return isOpen() && unconsumedBytes > 0;
    }

    void open() {
        state = EndState.OPEN;
        Sender told = events;
        if (told != null) {
            told.onConnected();
        }
    }

    void end(CloseReason reason) {
        Sender told = events;
        leave();
        if (told != null) {
            told.onClosed(reason);
        }
    }

    /** Ends it without a word to the sender. */
    void leave() {
        state = EndState.CLOSED;
        events = null;
        watch(false);
    }

    // ---- the window

    /** Takes a frame into the window, which must have room. */
    void send(Connection connection, int bytes) {
        if (!isOpen()) {
            throw new IllegalStateException(connection + " must be open to send, but is " + state);
        }
        if (!hasRoom()) {
            throw new IllegalStateException(connection + " must have room to send, but "
                    + unconsumedBytes + " of " + windowBytes + " bytes are not consumed");
        }
        unconsumedBytes += bytes;
    }

    void consumed(long bytes) {
        unconsumedBytes -= bytes;
    }

    void tellWritable() {
        Sender told = events;
        if (told != null) {
            told.onWritable();
        }
    }

    // ---- the retransmission timeout

    /**
     * Sets the retransmission timeout while what was sent cannot be acknowledged, and only then.
     */
    void watch(boolean stuck) {
        boolean stalled = stuck && awaitsAcknowledgement();
        if (stalled && giveUp == null) {
            giveUp = network.engine()
                    .schedule(
                            incarnation,
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
        if (isOpen()) {
            whenTimedOut.run();
        }
    }
}
