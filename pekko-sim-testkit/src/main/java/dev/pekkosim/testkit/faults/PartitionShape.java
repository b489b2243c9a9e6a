// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.testkit.faults;

/** Who is cut off from whom. */
enum PartitionShape {
    /** All nodes fall into two random sets; for an even number of servers that may be a tie. */
    HALVES,
    /** One random node hears and reaches no other. */
    ISOLATED,
    /** Two sets that do not reach each other, and one node that reaches both. */
    BRIDGE,
    /** Each node reaches two neighbours only. */
    RING,
    /** One random set is not heard by the others, but hears them. */
    ONE_WAY,
    /** The nodes of one group and all others; where no group was named, halves. */
    GROUP
}
