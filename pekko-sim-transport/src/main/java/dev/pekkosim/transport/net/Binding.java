// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.transport.net;

import dev.pekkosim.engine.step.Incarnation;

/**
 * A host and port at which an incarnation listens.
 *
 * @since 0.1.0
 */
public final class Binding {

    private final Host host;
    private final int port;
    private final Incarnation owner;
    private final Listener listener;
    private boolean open = true;

    Binding(Host host, int port, Incarnation owner, Listener listener) {
        this.host = host;
        this.port = port;
        this.owner = owner;
        this.listener = listener;
    }

    /** The port, never 0. */
    public int port() {
        return port;
    }

    /** Stops listening; connections that were accepted stay. Doing it again does nothing. */
    public void close() {
        if (open) {
            open = false;
            host.release(this);
        }
    }

    Incarnation owner() {
        return owner;
    }

    Listener listener() {
        return listener;
    }

    boolean isOpen() {
        return open;
    }

    @Override
    public String toString() {
        return host.name() + ":" + port;
    }
}
