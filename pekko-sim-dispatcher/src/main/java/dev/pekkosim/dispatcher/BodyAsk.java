// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.dispatcher;

import dev.pekkosim.engine.Internal;

/**
 * An ask that the body of a run made.
 *
 * @param message the class of what was asked
 * @param target who was asked
 * @param through the node whose actor system takes the answer
 * @param askedNanos when, in virtual nanoseconds since the start of the run
 * @param timeoutMillis its own timeout
 * @hidden
 */
@Internal
public record BodyAsk(
        String message, String target, String through, long askedNanos, long timeoutMillis) {}
