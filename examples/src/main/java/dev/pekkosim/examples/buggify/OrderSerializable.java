// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.examples.buggify;

/** Marks what is sent to other nodes: Jackson writes it. */
interface OrderSerializable {}
