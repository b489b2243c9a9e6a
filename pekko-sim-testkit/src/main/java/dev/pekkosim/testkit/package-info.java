/** What tests use: simulated clusters, runs, campaigns, faults, checkers and reports. */
@NullMarked
package dev.pekkosim.testkit;

import org.jspecify.annotations.NullMarked;
