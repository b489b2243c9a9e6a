// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.transport.net;

import java.util.List;

/**
 * Connections on which nothing passes any more, without any end being told. A connection that
 * several black holes cover stays one until the last of them is ended.
 *
 * @since 0.1.0
 */
public final class BlackHole {

    private final SimNetwork network;
    private final List<Link> links;

    /** @param links those that carry the frames of its connections */
    BlackHole(SimNetwork network, List<Link> links) {
        this.network = network;
        this.links = links;
    }

    /**
     * Resets its connections, as a middlebox does that answers again: TCP cannot resume them. Doing
     * it again does nothing.
     */
    public void end() {
        for (Link link : links) {
            for (Connection connection : link.connections()) {
                if (connection.isLastHole(this)) {
                    network.reset(connection);
                } else {
                    connection.leave(this);
                }
            }
        }
    }

    @Override
    public String toString() {
        return "black hole " + links;
    }
}
