// SPDX-License-Identifier: Apache-2.0
/**
 * A small application with buggify points and properties of its own;
 * {@code docs/how-to/buggify-your-code.md} explains it.
 */
@NullMarked
package dev.pekkosim.examples.buggify;

import org.jspecify.annotations.NullMarked;
