// SPDX-License-Identifier: Apache-2.0
/**
 * Finds the first event at which two executions of a seed part: recordings, their comparison, and
 * the text about it.
 *
 * <p>Not here: whether executions are compared at all ({@code Canary}, {@code Determinism}).
 */
@org.jspecify.annotations.NullMarked
package dev.pekkosim.testkit.divergence;
