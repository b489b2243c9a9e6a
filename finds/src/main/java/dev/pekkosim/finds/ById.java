// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.finds;

import org.apache.pekko.cluster.sharding.ShardRegion;

/** Entities that are asked by their ids. */
final class ById extends ShardRegion.HashCodeMessageExtractor {

    /**
     * Creates an extractor.
     *
     * @param shards over how many shards the entities are spread
     */
    ById(int shards) {
        super(shards);
    }

    @Override
    public String entityId(Object message) {
        return (String) message;
    }
}
