// SPDX-License-Identifier: Apache-2.0
/**
 * The fault families that ship, and the nemesis that lets the families of a run strike.
 *
 * <p>Not here: the verbs that they use ({@code cluster}), and what a user's own family implements
 * ({@code spi}).
 */
@org.jspecify.annotations.NullMarked
package dev.pekkosim.testkit.faults;
