// SPDX-License-Identifier: Apache-2.0
/**
 * The bugs of Pekko that are written up in {@code docs/bugs}, a class each, with how a run shows
 * that one of them is behind its failure.
 *
 * <p>Not here: how to look into a node ({@code insight}), and what is done with a find (the
 * report).
 */
@org.jspecify.annotations.NullMarked
package dev.pekkosim.testkit.finds;
