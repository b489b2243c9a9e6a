// SPDX-License-Identifier: Apache-2.0
/**
 * What a campaign came to, as a file: written by whoever ran it, and read again by whoever joins
 * those of several JVMs; and the exit code that it stands for.
 *
 * <p>Not here: how results are written for people ({@code CampaignText}, {@code FailureText}).
 */
@org.jspecify.annotations.NullMarked
package dev.pekkosim.testkit.results;
