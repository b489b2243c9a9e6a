// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.testkit.cluster;

/**
 * A campaign or cluster is set up wrongly: the message names the mistake and the fix.
 *
 * @since 0.1.0
 */
public final class SimSetupException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param message what is wrong, and what to do
     */
    public SimSetupException(String message) {
        super(message);
    }

    /**
     * Creates the exception.
     *
     * @param message what is wrong, and what to do
     * @param cause what was thrown
     */
    public SimSetupException(String message, Throwable cause) {
        super(message, cause);
    }
}
