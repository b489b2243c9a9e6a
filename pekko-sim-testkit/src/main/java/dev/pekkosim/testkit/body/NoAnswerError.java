// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.testkit.body;

import dev.pekkosim.engine.Internal;
import org.jspecify.annotations.Nullable;

/**
 * What the body of a run has asked, or has had done on a node, did not come back.
 *
 * @hidden
 */
@Internal
public final class NoAnswerError extends AssertionError {

    private static final long serialVersionUID = 1L;

    /**
     * Creates the error.
     *
     * @param message what was waited for, and why it did not come
     * @param cause with what the wait ended, or null if it ended at its bound
     */
    NoAnswerError(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
