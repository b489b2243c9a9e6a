// SPDX-License-Identifier: Apache-2.0
/** The Java agent that rewrites call sites of clocks, randomness and threads as classes load. */
@NullMarked
package dev.pekkosim.agent;

import org.jspecify.annotations.NullMarked;
