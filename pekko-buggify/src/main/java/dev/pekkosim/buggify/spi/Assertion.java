package dev.pekkosim.buggify.spi;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One evaluation of a property.
 *
 * @param kind what the property states
 * @param condition what it was evaluated to; {@code true} for reachable, {@code false} for
 *     unreachable
 * @param message the identity of the property
 * @param evidence what the condition follows from, for the kinds that have such
 * @param details what the caller adds
 * @param location finds the place of the call; asked on the thread of the call, before it returns,
 *     and only if what it finds is written
 */
public record Assertion(
        AssertionKind kind,
        boolean condition,
        String message,
        @Nullable Evidence evidence,
        Details details,
        Supplier<SourceLocation> location) {

    /** Whether this very evaluation is a failure of its property. */
    public boolean isFailure() {
        return !condition && kind.failsWhenFalse();
    }

    /** The caller's details, and after them the evidence. */
    public Map<String, @Nullable Object> allDetails() {
        if (evidence == null) {
            return details.toMap();
        }
        Map<String, @Nullable Object> all = new LinkedHashMap<>(details.toMap());
        all.putAll(evidence.toMap());
        return all;
    }
}
