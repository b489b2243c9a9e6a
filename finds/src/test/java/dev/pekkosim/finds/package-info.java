@NullMarked
package dev.pekkosim.finds;

import org.jspecify.annotations.NullMarked;
