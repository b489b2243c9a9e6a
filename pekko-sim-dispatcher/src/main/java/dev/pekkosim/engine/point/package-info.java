// SPDX-License-Identifier: Apache-2.0
/**
 * What buggify points and properties of simulated code ask and tell, for one run. Which points
 * there are in Pekko, and what they do there, belongs to the modules that know Pekko.
 */
@NullMarked
package dev.pekkosim.engine.point;

import org.jspecify.annotations.NullMarked;
