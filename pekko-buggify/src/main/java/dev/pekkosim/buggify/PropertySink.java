// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.buggify;

import dev.pekkosim.buggify.spi.Assertion;
import dev.pekkosim.buggify.spi.AssertionKind;
import dev.pekkosim.buggify.spi.Details;
import dev.pekkosim.buggify.spi.Evaluation;
import dev.pekkosim.buggify.spi.PropertyOutput;
import dev.pekkosim.buggify.spi.SourceLocation;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where {@link Property} goes in production when something is configured: it takes whatever its
 * methods are given, and tells the output what came of it.
 */
final class PropertySink {

    private final PropertyOutput output;

    PropertySink(PropertyOutput output) {
        this.output = output;
    }

    void check(
            AssertionKind kind,
            boolean condition,
            String message,
            @Nullable Object @Nullable ... details) {
        tell(Evaluation.of(kind, condition), message, details);
    }

    void compare(
            AssertionKind kind,
            long left,
            long right,
            String message,
            @Nullable Object @Nullable ... details) {
        tell(Evaluation.comparing(kind, left, right), message, details);
    }

    void compare(
            AssertionKind kind,
            double left,
            double right,
            String message,
            @Nullable Object @Nullable ... details) {
        tell(Evaluation.comparing(kind, left, right), message, details);
    }

    void over(
            AssertionKind kind,
            Map<String, Boolean> conditions,
            String message,
            @Nullable Object @Nullable ... details) {
        tell(Evaluation.over(kind, conditions), message, details);
    }

    void see(@Nullable Object value, String message, @Nullable Object @Nullable ... details) {
        tell(Evaluation.seeing(value), message, details);
    }

    void setupComplete(@Nullable Object @Nullable ... details) {
        output.setupComplete(Details.of(details));
    }

    void event(String name, @Nullable Object @Nullable ... details) {
        output.event(String.valueOf(name), Details.of(details));
    }

    private void tell(
            Evaluation evaluation, String message, @Nullable Object @Nullable ... details) {
        // A message may be null in spite of its type: the callers are not all checked as we are.
        output.evaluated(new Assertion(
                evaluation, String.valueOf(message), Details.of(details), PropertySink::caller));
    }

    private static SourceLocation caller() {
        return SourceLocation.callerOf(Property.class);
    }
}
