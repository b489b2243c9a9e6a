// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.transport.net;

/**
 * Something that wants to leave a host, about which a {@link NetworkRule} is asked.
 *
 * @param from the sender's host
 * @param to the receiver's host
 * @param port the receiver's port
 * @param streamId which of the sender's streams it is; Artery's are 1 (control), 2 (ordinary) and 3
 *     (large)
 * @param connection the number of the connection, which no other one of the run has
 * @param kind what it is
 * @param number which frame of the connection it is, from 1; 0 for an attempt to connect
 * @param bytes the size of the frame; 0 for an attempt to connect
 * @since 0.1.0
 */
public record Passage(
        String from,
        String to,
        int port,
        int streamId,
        long connection,
        Kind kind,
        long number,
        int bytes) {

    /** What may want to leave. */
    public enum Kind {
        /** An attempt to connect. */
        CONNECT,
        /** A frame on a connection that is open. */
        FRAME
    }

    static Passage of(Connection connection, Packet packet) {
        return new Passage(
                connection.link().from().name(),
                connection.link().to().name(),
                connection.port(),
                connection.streamId(),
                connection.number(),
                packet.isFrame() ? Kind.FRAME : Kind.CONNECT,
                packet.number(),
                packet.frame().length);
    }

    /** Whether it is the first frame of its connection, with which Artery asks for a handshake. */
    public boolean isFirst() {
        return number == 1;
    }

    @Override
    public String toString() {
        String where = from + "->" + to + ":" + port + "/" + streamId + " #" + connection;
        return kind == Kind.CONNECT
                ? "connect " + where
                : "frame " + where + " " + bytes + " bytes";
    }
}
