// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.finds;

/** Tells that a scenario did not come about, so that its trial says nothing. */
final class StuckException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    StuckException(String message) {
        super(message);
    }
}
