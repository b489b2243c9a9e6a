// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.testkit.cluster;

import dev.pekkosim.engine.Internal;

/**
 * Something needs the actor system of a node that is down or still starting.
 *
 * @hidden
 */
@Internal
public final class NoSystemException extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param message which node, and what to do
     */
    public NoSystemException(String message) {
        super(message);
    }
}
