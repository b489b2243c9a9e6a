// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.testkit;

/**
 * Where a shard lives.
 *
 * @param shard its id
 * @param node the node whose region hosts it
 * @since 0.1.0
 */
public record ShardLocation(String shard, String node) {}
