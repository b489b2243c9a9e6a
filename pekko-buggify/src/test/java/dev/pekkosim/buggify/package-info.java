@NullMarked
package dev.pekkosim.buggify;

import org.jspecify.annotations.NullMarked;
