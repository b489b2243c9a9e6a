// SPDX-License-Identifier: Apache-2.0
/**
 * A run as a whole: {@link dev.pekkosim.engine.run.Engine}, which puts the parts together, the loop
 * that runs step after step, and the watch over a step that does not end. What is a concern of its
 * own belongs into a package below.
 */
@NullMarked
package dev.pekkosim.engine.run;

import org.jspecify.annotations.NullMarked;
