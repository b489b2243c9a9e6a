// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.transport.net;

import java.util.List;
import java.util.function.Supplier;

/**
 * A link or a host that is held: nothing gets through until it is released. What several holds or
 * cuts cover stays blocked until the last of them is gone.
 *
 * @since 0.1.0
 */
public final class Hold {

    private final SimNetwork network;
    private final String what;
    private final List<Hold> holdsThere;
    private final Supplier<List<Link>> links;

    /**
     * @param what the link or host, for the trace
     * @param holdsThere the holds of that link or host
     * @param links what is blocked
     */
    Hold(SimNetwork network, String what, List<Hold> holdsThere, Supplier<List<Link>> links) {
        this.network = network;
        this.what = what;
        this.holdsThere = holdsThere;
        this.links = links;
    }

    /** Ends this hold: what it held arrives, in order. Doing it again does nothing. */
    public void release() {
        network.release(this);
    }

    /** Whether it is not released. */
    public boolean isActive() {
        return holdsThere.contains(this);
    }

    void begin() {
        holdsThere.add(this);
        links.get().forEach(Link::pathChanged);
    }

    void end() {
        holdsThere.remove(this);
        links.get().forEach(Link::pathChanged);
    }

    String what() {
        return what;
    }

    @Override
    public String toString() {
        return "hold " + what;
    }
}
