// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.testkit.insight;

import dev.pekkosim.engine.Internal;
import java.util.List;

/**
 * A region of sharding that buffers messages.
 *
 * @param node where it is
 * @param path its path, such as {@code /system/sharding/account}
 * @param shards the shards that it buffers for, at least one, in order
 * @hidden
 */
@Internal
public record FullRegion(NodeInsight node, String path, List<String> shards) {

    @Override
    public String toString() {
        return node.name() + ": " + path;
    }
}
