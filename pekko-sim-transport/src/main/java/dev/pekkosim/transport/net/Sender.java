// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.transport.net;

/**
 * Is told what happens at the sending end of a connection; each call is a step of the sending
 * incarnation.
 *
 * @since 0.1.0
 */
public interface Sender {

    /** The connection is open: frames may be sent. */
    void onConnected();

    /** After {@link Connection#send} filled the window: there is room again. */
    void onWritable();

    /**
     * The connection is gone, or was never made. Nothing is called afterwards.
     *
     * @param reason why
     */
    void onClosed(CloseReason reason);
}
