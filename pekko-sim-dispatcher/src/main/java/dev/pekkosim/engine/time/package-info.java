// SPDX-License-Identifier: Apache-2.0
/**
 * What time it is: the virtual time of a run, and the clocks of a machine, which may be wrong. What
 * happens at which time is the agenda's.
 */
@NullMarked
package dev.pekkosim.engine.time;

import org.jspecify.annotations.NullMarked;
