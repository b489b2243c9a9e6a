// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.transport.net;

/**
 * Is told what happens at the receiving end of a connection; each call is a step of the receiving
 * incarnation.
 *
 * @since 0.1.0
 */
public interface Receiver {

    /**
     * A frame arrived. It fills the window until {@link Connection#consumed} is called.
     *
     * @param frame the bytes, owned by the receiver from now on
     */
    void onFrame(byte[] frame);

    /**
     * No frame will arrive any more.
     *
     * @param reason why
     */
    void onClosed(CloseReason reason);
}
