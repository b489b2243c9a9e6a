// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.examples.counter;

/** Marks what is sent to other nodes or stored: Jackson writes it. */
interface CounterSerializable {}
