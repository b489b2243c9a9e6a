// SPDX-License-Identifier: Apache-2.0
/**
 * On which thread a step runs: the carriers and the baton that makes them one logical thread; how a
 * step waits, in virtual time; and what the JDK's threads, monitors and pools become. Which step
 * runs next is not decided here.
 */
@NullMarked
package dev.pekkosim.engine.carrier;

import org.jspecify.annotations.NullMarked;
