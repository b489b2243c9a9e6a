// SPDX-License-Identifier: Apache-2.0
/**
 * Looks into the actors of running nodes without sending anything to them: membership,
 * associations, where shards and entities live, what receptionists list, what is pending. It draws
 * nothing and changes nothing, so it never shows in the hash.
 *
 * <p>Not here: conclusions. Those are drawn in {@code finds}.
 */
@org.jspecify.annotations.NullMarked
package dev.pekkosim.testkit.insight;
