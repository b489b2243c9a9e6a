// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.workloads.bank;

/**
 * Marks what the bank sends between nodes and what it persists; bound to Jackson CBOR in
 * {@code bank.conf}.
 */
interface BankSerializable {}
