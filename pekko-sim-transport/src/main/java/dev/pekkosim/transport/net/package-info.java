// SPDX-License-Identifier: Apache-2.0
/** The network model: links, connections, frames and rules, without Pekko. */
@NullMarked
package dev.pekkosim.transport.net;

import org.jspecify.annotations.NullMarked;
