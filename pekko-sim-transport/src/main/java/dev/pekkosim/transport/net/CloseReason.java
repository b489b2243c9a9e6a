// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.transport.net;

/**
 * Why one end of a connection sees it end.
 *
 * @since 0.1.0
 */
public enum CloseReason {
    /** Nobody listens at the other end. */
    REFUSED,
    /** The other end closed it, or the process there ended. */
    CLOSED,
    /** It was reset: what was under way is lost in part. */
    RESET,
    /** What was sent was not acknowledged for the retransmission timeout. */
    TIMED_OUT
}
