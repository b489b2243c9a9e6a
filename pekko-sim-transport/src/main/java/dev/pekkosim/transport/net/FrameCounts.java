// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.transport.net;

/**
 * What became of the frames of a link or of the whole network.
 *
 * @param sent frames that were handed to a connection
 * @param delivered frames that reached their receiver
 * @param held frames that had to wait for the end of a fault, such as a cut, each counted once,
 *     whatever became of it
 * @param lost frames that were under way when their connection died
 * @param bytesSent bytes in the frames that were sent
 * @param bytesDelivered bytes in the frames that were delivered
 * @since 0.1.0
 */
public record FrameCounts(
        long sent, long delivered, long held, long lost, long bytesSent, long bytesDelivered) {

    static final FrameCounts NONE = new FrameCounts(0, 0, 0, 0, 0, 0);

    /** Frames that are under way or held. */
    public long underWay() {
        return sent - delivered - lost;
    }

    FrameCounts plus(FrameCounts other) {
        return new FrameCounts(
                sent + other.sent,
                delivered + other.delivered,
                held + other.held,
                lost + other.lost,
                bytesSent + other.bytesSent,
                bytesDelivered + other.bytesDelivered);
    }
}
