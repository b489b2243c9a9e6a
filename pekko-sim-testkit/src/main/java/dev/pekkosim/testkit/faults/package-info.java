/** The fault families that ship. */
@org.jspecify.annotations.NullMarked
package dev.pekkosim.testkit.faults;
