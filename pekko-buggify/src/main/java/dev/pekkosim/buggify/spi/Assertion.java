// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.buggify.spi;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * An evaluation of a property as outputs are told of it.
 *
 * @param evaluation what came of it
 * @param message the identity of the property
 * @param details what the caller adds
 * @param location finds the place of the call; asked on the thread of the call, before it returns,
 *     and only if what it finds is written
 * @since 0.1.0
 */
public record Assertion(
        Evaluation evaluation, String message, Details details, Supplier<SourceLocation> location) {

    /** What the property states. */
    public AssertionKind kind() {
        return evaluation.kind();
    }

    /** What it was evaluated to. */
    public boolean condition() {
        return evaluation.condition();
    }

    /** What the condition follows from, for the kinds that have such. */
    public @Nullable Evidence evidence() {
        return evaluation.evidence();
    }

    /** Whether this very evaluation is a failure of its property. */
    public boolean isFailure() {
        return evaluation.isFailure();
    }

    /** The caller's details, and after them the evidence. */
    public Map<String, @Nullable Object> allDetails() {
        Evidence evidence = evidence();
        if (evidence == null) {
            return details.toMap();
        }
        Map<String, @Nullable Object> all = new LinkedHashMap<>(details.toMap());
        all.putAll(evidence.toMap());
        return all;
    }
}
