// SPDX-License-Identifier: Apache-2.0
/** The bank workload: transfers between accounts, and the property that money is conserved. */
@NullMarked
package dev.pekkosim.workloads.bank;

import org.jspecify.annotations.NullMarked;
