@NullMarked
package dev.pekkosim.examples.buggify;

import org.jspecify.annotations.NullMarked;
