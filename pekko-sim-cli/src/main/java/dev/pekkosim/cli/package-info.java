// SPDX-License-Identifier: Apache-2.0
/** The pekko-sim command. */
@NullMarked
package dev.pekkosim.cli;

import org.jspecify.annotations.NullMarked;
