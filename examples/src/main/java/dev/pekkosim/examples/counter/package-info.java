// SPDX-License-Identifier: Apache-2.0
/** A small cluster application, which knows nothing of the simulator. */
@NullMarked
package dev.pekkosim.examples.counter;

import org.jspecify.annotations.NullMarked;
