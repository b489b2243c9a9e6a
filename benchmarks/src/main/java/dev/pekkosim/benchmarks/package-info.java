// SPDX-License-Identifier: Apache-2.0
/** What the simulator costs. {@code ./pekko-sim bench} measures it; no build does. */
@NullMarked
package dev.pekkosim.benchmarks;

import org.jspecify.annotations.NullMarked;
