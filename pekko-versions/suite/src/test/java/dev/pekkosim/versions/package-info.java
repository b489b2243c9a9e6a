/** What must hold with each version of Pekko. */
@NullMarked
package dev.pekkosim.versions;

import org.jspecify.annotations.NullMarked;
