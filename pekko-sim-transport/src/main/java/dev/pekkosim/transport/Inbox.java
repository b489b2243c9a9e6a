// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.transport;

import dev.pekkosim.transport.net.CloseReason;
import dev.pekkosim.transport.net.Connection;
import dev.pekkosim.transport.net.Listener;
import dev.pekkosim.transport.net.Receiver;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.apache.pekko.remote.artery.EnvelopeBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Where the frames of all connections of one stream id wait for the inbound stream, in the order of
 * their arrival. As long as a frame waits here it fills the window of its connection.
 */
final class Inbox implements Listener {

    private record Arrival(Connection connection, EnvelopeBuffer envelope) {}

    private final int streamId;
    private final Deque<Arrival> arrivals = new ArrayDeque<>();
    private final List<Connection> connections = new ArrayList<>();
    private @Nullable Runnable waiting;

    Inbox(int streamId) {
        this.streamId = streamId;
    }

    int streamId() {
        return streamId;
    }

    @Override
    public Receiver accept(Connection connection) {
        connections.add(connection);
        return new Receiver() {
            @Override
            public void onFrame(byte[] frame) {
                arrived(new Arrival(connection, envelope(frame)));
            }

            @Override
            public void onClosed(CloseReason reason) {
                connections.remove(connection);
            }
        };
    }

    private void arrived(Arrival arrival) {
        arrivals.add(arrival);
        Runnable wakeUp = waiting;
        if (wakeUp != null) {
            waiting = null;
            wakeUp.run();
        }
    }

    /**
     * Takes the next frame.
     *
     * @param wakeUp run once when there is one, if there is none now
     */
    @Nullable
    EnvelopeBuffer take(Runnable wakeUp) {
        Arrival next = arrivals.poll();
        if (next == null) {
            waiting = wakeUp;
            return null;
        }
        next.connection().consumed(next.envelope().byteBuffer().capacity());
        return next.envelope();
    }

    /**
     * As TcpFraming does: the bytes are wrapped, since they belong to nobody else, and the pool
     * takes no such buffer.
     */
    private EnvelopeBuffer envelope(byte[] frame) {
        EnvelopeBuffer buffer =
                new EnvelopeBuffer(ByteBuffer.wrap(frame).order(ByteOrder.LITTLE_ENDIAN));
        buffer.setStreamId(streamId);
        return buffer;
    }

    /**
     * Closes the connections, as Artery does when the inbound stream behind them stops; what waits
     * is lost.
     */
    void closeConnections() {
        waiting = null;
        arrivals.clear();
        List<Connection> closed = List.copyOf(connections);
        connections.clear();
        closed.forEach(Connection::reject);
    }
}
