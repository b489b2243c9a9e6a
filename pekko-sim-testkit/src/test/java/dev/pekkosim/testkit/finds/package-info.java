/**
 * The finds in Pekko that {@code docs/bugs.md} describes: each as the smallest scenario that shows
 * it.
 */
@NullMarked
package dev.pekkosim.testkit.finds;

import org.jspecify.annotations.NullMarked;
