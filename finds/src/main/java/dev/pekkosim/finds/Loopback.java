// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.finds;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;

/**
 * The addresses of nodes. Node 3 has 127.0.0.13, and its second life connects to others from
 * 127.0.2.13, by which they are told apart.
 */
final class Loopback {

    private static final int FIRST = 10;
    private static final int MOST_NODES = 9;
    private static final int MOST_LIVES = 250;

    private Loopback() {}

    /** Where a node is known. */
    static InetAddress host(int node) {
        return address(0, node);
    }

    /** Where a life of a node connects from. */
    static InetAddress source(int life, int node) {
        if (life < 1 || life > MOST_LIVES) {
            throw new IllegalArgumentException(
                    "the life of a node must be 1 to " + MOST_LIVES + ", but is " + life);
        }
        return address(life, node);
    }

    private static InetAddress address(int life, int node) {
        if (node < 1 || node > MOST_NODES) {
            throw new IllegalArgumentException(
                    "the number of a node must be 1 to " + MOST_NODES + ", but is " + node);
        }
        try {
            return InetAddress.getByAddress(
                    new byte[] {127, 0, (byte) life, (byte) (FIRST + node)});
        } catch (UnknownHostException e) {
            throw new IllegalStateException("an address of four bytes is one", e);
        }
    }

    /** Which node connects from there. */
    static int nodeOf(InetAddress source) {
        return source.getAddress()[3] - FIRST;
    }

    /** Which life of it does. */
    static int lifeOf(InetAddress source) {
        return Byte.toUnsignedInt(source.getAddress()[2]);
    }

    /** Whether this machine has such addresses, as Linux has all that begin with 127. */
    static boolean isComplete() {
        try (ServerSocket probe = new ServerSocket(0, 1, source(1, 1))) {
            return probe.isBound();
        } catch (IOException e) {
            return false;
        }
    }
}
