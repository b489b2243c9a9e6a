/** The deterministic engine: decisions, clock, steps, carriers and strategies, without Pekko. */
@NullMarked
package dev.pekkosim.engine;

import org.jspecify.annotations.NullMarked;
