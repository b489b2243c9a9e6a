// SPDX-License-Identifier: Apache-2.0
/**
 * What the body of a run waits for: answers, assertions that come to hold, and what it has done on
 * nodes; and why that did not come.
 *
 * <p>Not here: what a user calls for it ({@code SimCluster}), and what becomes of what a body
 * throws ({@code BodyFailure}).
 */
@org.jspecify.annotations.NullMarked
package dev.pekkosim.testkit.body;
