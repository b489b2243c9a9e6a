// SPDX-License-Identifier: Apache-2.0
/** The hooks that rewritten code calls: free of dependencies, and idle without an engine. */
@NullMarked
package dev.pekkosim.agent.hook;

import org.jspecify.annotations.NullMarked;
