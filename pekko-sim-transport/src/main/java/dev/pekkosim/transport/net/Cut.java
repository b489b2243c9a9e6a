// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.transport.net;

import java.util.List;

/**
 * A partition that was made: on each of its links nothing gets through until it is repaired. A link
 * that several cuts cover stays cut until the last of them is repaired.
 *
 * @since 0.1.0
 */
public final class Cut {

    private final SimNetwork network;
    private final List<Link> links;

    Cut(SimNetwork network, List<Link> links) {
        this.network = network;
        this.links = links;
    }

    /** Ends this cut: what it held arrives, in order. Doing it again does nothing. */
    public void repair() {
        network.repair(this);
    }

    /** Whether it still cuts any link. */
    public boolean isActive() {
        return links.stream().anyMatch(link -> link.isCutBy(this));
    }

    List<Link> links() {
        return links;
    }

    @Override
    public String toString() {
        return "cut " + links;
    }
}
