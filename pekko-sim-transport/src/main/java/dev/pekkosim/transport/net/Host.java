// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.transport.net;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A machine on the network: what listens on it, and the links that begin at it. */
final class Host {

    /** Where the operating systems begin to hand out ports of their own choice (RFC 6335). */
    private static final int FIRST_FREE_PORT = 49_152;

    private static final int LAST_PORT = 65_535;

    private final String name;
    private final SortedMap<Integer, Binding> bindings = new TreeMap<>();
    private final SortedMap<String, Link> outgoing = new TreeMap<>();
    private final List<Hold> holds = new ArrayList<>();
    private boolean dead;
    private int nextFreePort = FIRST_FREE_PORT;

    Host(String name) {
        this.name = name;
    }

    String name() {
        return name;
    }

    /** Whether the machine itself is down, so that nothing answers. */
    boolean isDead() {
        return dead;
    }

    void dead(boolean isDead) {
        dead = isDead;
    }

    /** The holds that are on all its links. */
    List<Hold> holds() {
        return holds;
    }

    @Nullable
    Binding binding(int port) {
        return bindings.get(port);
    }

    Collection<Binding> bindings() {
        return List.copyOf(bindings.values());
    }

    void bind(Binding binding) {
        bindings.put(binding.port(), binding);
    }

    void release(Binding binding) {
        bindings.remove(binding.port(), binding);
    }

    /** The next port that was never handed out by this host and that nobody has bound. */
    int freePort() {
        while (nextFreePort <= LAST_PORT) {
            int port = nextFreePort++;
            if (!bindings.containsKey(port)) {
                return port;
            }
        }
        throw new IllegalStateException(name + " has no free port left");
    }

    @Nullable
    Link linkTo(String other) {
        return outgoing.get(other);
    }

    void add(Link link) {
        outgoing.put(link.to().name(), link);
    }

    List<Link> outgoing() {
        return new ArrayList<>(outgoing.values());
    }
}
