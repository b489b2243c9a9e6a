// SPDX-License-Identifier: Apache-2.0
/**
 * What is drawn: the decision streams of a run, the generator behind them, and the hash that takes
 * every draw in. Who draws, and what for, belongs to those who do.
 */
@NullMarked
package dev.pekkosim.engine.decision;

import org.jspecify.annotations.NullMarked;
