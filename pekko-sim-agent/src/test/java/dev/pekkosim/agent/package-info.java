@NullMarked
package dev.pekkosim.agent;

import org.jspecify.annotations.NullMarked;
