// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.transport.net;

import dev.pekkosim.engine.run.Engine;
import dev.pekkosim.engine.step.Incarnation;
import dev.pekkosim.engine.step.StepKind;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The receiving end of a connection: who accepted it, and how far that is. */
final class ReceivingEnd {

    private EndState state = EndState.CONNECTING;
    private @Nullable Incarnation incarnation;
    private @Nullable Receiver events;

    boolean isConnecting() {
        return state == EndState.CONNECTING;
    }

    boolean isOpen() {
        return state == EndState.OPEN;
    }

    boolean isClosed() {
        return state == EndState.CLOSED;
    }

    /** Whether the attempt to connect came to somebody who listens. */
    boolean isReached() {
        return incarnation != null;
    }

    boolean isAny(Predicate<Incarnation> incarnations) {
        Incarnation accepting = incarnation;
        return accepting != null && incarnations.test(accepting);
    }

    void reach(Incarnation accepting) {
        incarnation = accepting;
    }

    void open(Listener listener, Connection connection) {
        state = EndState.OPEN;
        events = listener.accept(connection);
    }

    /** Whether somebody is there to take frames. */
    boolean takesFrames() {
        return isOpen() && events != null;
    }

    void take(byte[] frame) {
        Receiver taking = events;
        if (taking != null) {
            taking.onFrame(frame);
        }
    }

    void end(CloseReason reason) {
        Receiver told = events;
        boolean wasOpen = isOpen();
        leave();
        if (wasOpen && told != null) {
            told.onClosed(reason);
        }
    }

    /** Ends it, of which the receiver learns in a step of its own. */
    void fail(Engine engine, long label, CloseReason reason) {
        Receiver told = events;
        Incarnation life = incarnation;
        leave();
        if (told != null && life != null) {
            engine.submit(life, StepKind.NETWORK, label, () -> told.onClosed(reason));
        }
    }

    /** Ends it without a word to the receiver. */
    void leave() {
        state = EndState.CLOSED;
        events = null;
    }
}
