// SPDX-License-Identifier: Apache-2.0
/**
 * What evaluates and writes properties: for the simulator, and for whoever wants the same output.
 * It stands on the JDK alone.
 */
@NullMarked
package dev.pekkosim.buggify.spi;

import org.jspecify.annotations.NullMarked;
