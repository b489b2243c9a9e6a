package dev.pekkosim.transport.net;

import java.util.List;

/** Something that was done to the network, for the trace of the run. */
public sealed interface NetworkEvent {

    /**
     * Links were cut.
     *
     * @param links which
     */
    record Partition(List<Link> links) implements NetworkEvent {
        @Override
        public String toString() {
            return "partition " + links;
        }
    }

    /**
     * Links were repaired.
     *
     * @param links which
     */
    record Repair(List<Link> links) implements NetworkEvent {
        @Override
        public String toString() {
            return "repair " + links;
        }
    }

    /**
     * A host's process ended, or the host itself.
     *
     * @param host its name
     * @param hostDead whether the machine is down, too
     */
    record HostDown(String host, boolean hostDead) implements NetworkEvent {
        @Override
        public String toString() {
            return (hostDead ? "host down " : "process down ") + host;
        }
    }

    /**
     * A connection was reset.
     *
     * @param connection which
     */
    record Reset(Connection connection) implements NetworkEvent {
        @Override
        public String toString() {
            return "reset " + connection;
        }
    }
}
