// SPDX-License-Identifier: Apache-2.0
/**
 * How a run ends: whether it is over, the failure, and the stacks that show where it was. What
 * finds a failure belongs to those who look for it.
 */
@NullMarked
package dev.pekkosim.engine.end;

import org.jspecify.annotations.NullMarked;
