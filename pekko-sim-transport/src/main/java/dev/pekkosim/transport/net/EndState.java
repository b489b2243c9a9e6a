// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.transport.net;

/** How far one end of a connection is. */
enum EndState {
    CONNECTING,
    OPEN,
    CLOSED
}
