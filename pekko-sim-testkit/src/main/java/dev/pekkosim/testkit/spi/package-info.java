// SPDX-License-Identifier: Apache-2.0
/** What users extend: fault families. */
@org.jspecify.annotations.NullMarked
package dev.pekkosim.testkit.spi;
