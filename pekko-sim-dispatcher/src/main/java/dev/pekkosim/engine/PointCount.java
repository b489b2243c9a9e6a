// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.engine;

/**
 * What became of one buggify point in a run.
 *
 * @param name its identity
 * @param rare whether it is marked as rare, so that nobody expects it to fire
 * @param active whether it was active, and so could fire
 * @param reached how many times it was asked
 * @param fired how many times it fired
 * @since 0.1.0
 */
public record PointCount(String name, boolean rare, boolean active, long reached, long fired) {}
