// SPDX-License-Identifier: Apache-2.0
/**
 * Buggify points and properties, for production code. Without the simulator's agent a buggify point
 * is a constant and a property is one branch on a constant; both are removed by the JIT.
 *
 * <p>Properties, not points, can be told outside the simulator, too. What is configured is read
 * once, when the first one is evaluated:
 *
 * <ul>
 *   <li>The system property {@code pekko.buggify.properties}, or else the environment variable
 *       {@code PEKKO_BUGGIFY_PROPERTIES}: {@code off}, which is the default; {@code log}, which
 *       logs through the {@link java.lang.System.Logger} {@code dev.pekkosim.buggify} a failed
 *       property as a warning, the first time and at powers of ten, and the first time that a
 *       sometimes or a reachable is met as debug; {@code count}, which counts for
 *       {@link dev.pekkosim.buggify.PropertyCounts#snapshot()}.
 *   <li>The environment variable {@code ANTITHESIS_SDK_LOCAL_OUTPUT}: a file to which is appended
 *       what Antithesis' own SDKs write.
 * </ul>
 */
@NullMarked
package dev.pekkosim.buggify;

import org.jspecify.annotations.NullMarked;
