// SPDX-License-Identifier: Apache-2.0
/**
 * Tests for JUnit: a method with {@link dev.pekkosim.junit.SimTest} or
 * {@link dev.pekkosim.junit.SimCampaign} is the body of a run, and a failing run is a failing test
 * whose message says how to replay it.
 *
 * <p>Not here: anything that is of use without JUnit. That is in the testkit.
 */
@org.jspecify.annotations.NullMarked
package dev.pekkosim.junit;
