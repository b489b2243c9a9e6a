// SPDX-License-Identifier: Apache-2.0
/** The simulated disk and the persistence plugins that store on it. */
@NullMarked
package dev.pekkosim.persistence;

import org.jspecify.annotations.NullMarked;
