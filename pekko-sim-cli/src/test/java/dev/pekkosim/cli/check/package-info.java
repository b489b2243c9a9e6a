@org.jspecify.annotations.NullMarked
package dev.pekkosim.cli.check;
