// SPDX-License-Identifier: Apache-2.0
/**
 * What a user names in a test: the way in ({@link dev.pekkosim.testkit.SimClusterTestKit}),
 * campaigns, the cluster as a body sees it, what it may do to it, and what came of it. The way in
 * and {@code Run}, which executes a body, are all that knows every package below.
 *
 * <p>Not here: what a user never names. That is in the packages below, of which each knows only
 * those that stand before it:
 *
 * <ol>
 *   <li>{@code text}: how numbers and messages are written
 *   <li>{@code cluster}: nodes, their lives, their network
 *   <li>{@code spi}: what users extend
 *   <li>{@code insight}: what Pekko's actors know
 *   <li>{@code points}: what buggify points in Pekko do
 *   <li>{@code faults}: fault families, and the nemesis that lets them strike
 *   <li>{@code finds}: known finds
 *   <li>{@code divergence}: where two executions of a seed part
 *   <li>{@code campaign}: what surrounds runs
 * </ol>
 */
@org.jspecify.annotations.NullMarked
package dev.pekkosim.testkit;
