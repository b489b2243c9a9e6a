// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.testkit;

/**
 * Where an entity lives.
 *
 * @param entity its id
 * @param shard the id of its shard
 * @param node the node that the shard is on
 * @since 0.1.0
 */
public record EntityLocation(String entity, String shard, String node) {}
