// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.testkit.finds;

/**
 * A known find that was recognised as the cause of a failure.
 *
 * @param id the find's id, such as {@code PEKKO-1}
 * @param title what it is, in a few words
 * @param evidence what proves it
 * @since 0.1.0
 */
public record KnownFindMatch(String id, String title, String evidence) {}
