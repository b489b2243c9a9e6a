// SPDX-License-Identifier: Apache-2.0
/**
 * What a run takes and gives, as values: its limits and the settings of points, and its outcome
 * with the failure and what became of points and properties. A user meets these in tests and
 * reports.
 *
 * <p>The engine that makes one of the other is in the packages below, from the lowest up:
 * {@code decision}, {@code time}, {@code end}, {@code step}, {@code point}, {@code carrier},
 * {@code run}. Each uses only those before it and this one; a test holds that. They are for our own
 * modules, but for {@link dev.pekkosim.engine.decision.DecisionStream}. None of them knows Pekko.
 *
 * <p>No state and no behaviour of a run belongs here, and nothing that names a package below.
 */
@NullMarked
package dev.pekkosim.engine;

import org.jspecify.annotations.NullMarked;
