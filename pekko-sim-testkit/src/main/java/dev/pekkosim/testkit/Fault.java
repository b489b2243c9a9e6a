package dev.pekkosim.testkit;

/**
 * A fault that was applied in a run.
 *
 * @param virtualNanos when, in virtual nanoseconds since the start of the run
 * @param kind which verb, such as {@code crash} or {@code partition}
 * @param description the verb with what it was applied to
 */
public record Fault(long virtualNanos, String kind, String description) {}
