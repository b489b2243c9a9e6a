// SPDX-License-Identifier: Apache-2.0
/** The Artery transport whose streams run over the simulated network. */
@NullMarked
package dev.pekkosim.transport;

import org.jspecify.annotations.NullMarked;
