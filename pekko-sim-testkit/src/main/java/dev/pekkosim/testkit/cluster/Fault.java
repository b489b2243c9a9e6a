// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.testkit.cluster;

import org.jspecify.annotations.Nullable;

/**
 * A fault that was applied in a run, or the end of one.
 *
 * @param virtualNanos when, in virtual nanoseconds since the start of the run
 * @param kind which verb, such as {@code crash} or {@code partition}
 * @param description the verb with what it was applied to
 * @param family the fault family that applied it, or null for the body of the run and what the
 *     cluster does by itself
 * @since 0.1.0
 */
public record Fault(
        long virtualNanos,
        String kind,
        String description,
        @Nullable String family) {}
