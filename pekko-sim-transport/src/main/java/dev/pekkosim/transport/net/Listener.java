// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.transport.net;

/**
 * Takes the connections that arrive at a bound host and port; each call is a step of the owning
 * incarnation.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface Listener {

    /**
     * A connection arrived.
     *
     * @param connection its receiving end
     * @return who receives what it carries
     */
    Receiver accept(Connection connection);
}
