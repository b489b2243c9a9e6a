@NullMarked
package dev.pekkosim.buggify.spi;

import org.jspecify.annotations.NullMarked;
