// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.testkit.body;

import dev.pekkosim.engine.Internal;
import java.util.concurrent.CompletionException;

/**
 * The answer to what the body of a run has asked is an exception, which is its cause.
 *
 * @hidden
 */
@Internal
public final class FailedAnswerException extends CompletionException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param message what was asked, and the exception
     * @param cause the exception
     */
    FailedAnswerException(String message, Throwable cause) {
        super(message, cause);
    }
}
