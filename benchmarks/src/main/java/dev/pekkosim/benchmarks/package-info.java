// SPDX-License-Identifier: Apache-2.0
/**
 * What the simulator costs, measured in forked JVMs. {@code benchmarks/run} starts it; no build
 * does.
 */
@NullMarked
package dev.pekkosim.benchmarks;

import org.jspecify.annotations.NullMarked;
