// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.transport.net;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The hosts of a network by their names, and the links between them; both come into being when they
 * are asked for.
 */
final class Hosts {

    private final SimNetwork network;
    private final SortedMap<String, Host> hosts = new TreeMap<>();

    Hosts(SimNetwork network) {
        this.network = network;
    }

    Host host(String name) {
        return hosts.computeIfAbsent(name, Host::new);
    }

    Link link(Host from, Host to) {
        Link found = from.linkTo(to.name());
        if (found == null) {
            found = new Link(network, from, to);
            from.add(found);
        }
        return found;
    }

    /** All links there are, by their hosts' names. */
    List<Link> links() {
        List<Link> links = new ArrayList<>();
        hosts.values().forEach(host -> links.addAll(host.outgoing()));
        return links;
    }

    /** The links there are to a host. */
    List<Link> linksTo(Host target) {
        return hosts.values().stream()
                .map(source -> source.linkTo(target.name()))
                .filter(Objects::nonNull)
                .toList();
    }

    /** The links there are from or to a host. */
    List<Link> linksOf(Host end) {
        List<Link> links = end.outgoing();
        links.removeIf(link -> link.to() == end);
        links.addAll(linksTo(end));
        return links;
    }

    /** The links from each of some hosts to each of others. */
    List<Link> links(Collection<String> from, Collection<String> to) {
        List<Link> links = new ArrayList<>();
        for (String source : new TreeSet<>(from)) {
            for (String target : new TreeSet<>(to)) {
                if (source.equals(target)) {
                    throw new IllegalArgumentException(
                            "a host must be on one side of a partition, but " + source
                                    + " is on both");
                }
                links.add(link(host(source), host(target)));
            }
        }
        return links;
    }

    /** The links between each of some hosts and each of others, both ways. */
    List<Link> linksBetween(Collection<String> a, Collection<String> b) {
        List<Link> links = links(a, b);
        links.addAll(links(b, a));
        return links;
    }
}
