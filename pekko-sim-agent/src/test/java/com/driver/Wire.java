// SPDX-License-Identifier: Apache-2.0
package com.driver;

import java.io.IOException;
import java.nio.channels.SocketChannel;

/** A library that an application calls, and that opens a socket. */
public final class Wire {

    private Wire() {}

    /** Opens one. */
    public static boolean open() throws IOException {
        try (SocketChannel channel = SocketChannel.open()) {
            return channel.isOpen();
        }
    }
}
