// SPDX-License-Identifier: Apache-2.0
/** What the command calls that is not in the jars that are released. */
@NullMarked
package dev.pekkosim.cli.spi;

import org.jspecify.annotations.NullMarked;
