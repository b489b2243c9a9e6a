/**
 * Buggify points and properties, for production code. Without the simulator's agent a buggify point
 * is a constant and a property is one branch on a constant; both are removed by the JIT.
 */
@NullMarked
package dev.pekkosim.buggify;

import org.jspecify.annotations.NullMarked;
