// SPDX-License-Identifier: Apache-2.0
/**
 * What can be told of a command line from its words alone. The launcher compiles this package by
 * itself and asks it before it builds anything, so all in here stands on the JDK alone; the command
 * asks it, too, before it looks at its arguments.
 *
 * <p>What does not belong in here: what only a run, a configuration or another module can tell.
 */
@NullMarked
package dev.pekkosim.cli.check;

import org.jspecify.annotations.NullMarked;
