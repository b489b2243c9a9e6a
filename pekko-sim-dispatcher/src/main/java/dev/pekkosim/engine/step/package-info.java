// SPDX-License-Identifier: Apache-2.0
/**
 * What happens, and in which order: steps, in whose name they run, the timers that bring them, the
 * draw among those that are ready, and who is told. Nothing here runs a step or knows a thread.
 */
@NullMarked
package dev.pekkosim.engine.step;

import org.jspecify.annotations.NullMarked;
