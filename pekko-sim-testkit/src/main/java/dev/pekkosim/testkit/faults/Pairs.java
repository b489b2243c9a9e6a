// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.testkit.faults;

import dev.pekkosim.testkit.spi.FaultContext;
import dev.pekkosim.testkit.spi.TargetNode;
import java.util.ArrayList;
import java.util.List;

/** Draws two nodes. */
final class Pairs {

    private Pairs() {}

    /** Two different nodes, or none if there is only one. */
    static List<String> draw(FaultContext context) {
        List<String> names = new ArrayList<>(
                context.cluster().nodes().stream().map(TargetNode::name).toList());
        if (names.size() < 2) {
            return List.of();
        }
        context.decisions().shuffle(names);
        return names.subList(0, 2);
    }
}
