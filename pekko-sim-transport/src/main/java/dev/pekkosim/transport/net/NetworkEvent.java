// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.transport.net;

import java.util.List;

/**
 * Something that was done to the network, for the trace of the run.
 *
 * @since 0.1.0
 */
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
     * A link or host was held.
     *
     * @param what which
     */
    record Hold(String what) implements NetworkEvent {
        @Override
        public String toString() {
            return "hold " + what;
        }
    }

    /**
     * A link or host is held no more.
     *
     * @param what which
     */
    record Release(String what) implements NetworkEvent {
        @Override
        public String toString() {
            return "release " + what;
        }
    }

    /**
     * A rule was installed.
     *
     * @param rule its name
     */
    record Install(String rule) implements NetworkEvent {
        @Override
        public String toString() {
            return "install rule " + rule;
        }
    }

    /**
     * A rule was uninstalled.
     *
     * @param rule its name
     */
    record Uninstall(String rule) implements NetworkEvent {
        @Override
        public String toString() {
            return "uninstall rule " + rule;
        }
    }

    /**
     * A rule let something not simply pass.
     *
     * @param rule its name
     * @param passage what it was asked about
     * @param verdict what it said
     */
    record Judge(String rule, Passage passage, Verdict verdict) implements NetworkEvent {
        @Override
        public String toString() {
            return "rule " + rule + ": " + verdict + " " + passage;
        }
    }

    /**
     * A connection passes nothing on any more, and no end was told.
     *
     * @param connection which
     */
    record BlackHole(Connection connection) implements NetworkEvent {
        @Override
        public String toString() {
            return "black hole " + connection;
        }
    }

    /**
     * The receiving end of a connection is gone, and the sender was not told.
     *
     * @param connection which
     */
    record HalfOpen(Connection connection) implements NetworkEvent {
        @Override
        public String toString() {
            return "half open " + connection;
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
