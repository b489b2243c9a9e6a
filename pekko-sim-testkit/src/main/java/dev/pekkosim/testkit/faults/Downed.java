// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.testkit.faults;

import dev.pekkosim.testkit.spi.TargetNode;

/**
 * A node that a family takes down. Who has taken it down starts it again, unless it was started
 * meanwhile: if something takes it down anew, that is another outage with an end of its own.
 *
 * @param node the node
 * @param life the life of it that the family ends
 */
record Downed(TargetNode node, int life) {

    /**
     * A node in the life that it is in.
     *
     * @param node runs, or has just been taken down
     */
    static Downed of(TargetNode node) {
        return new Downed(node, node.lives());
    }

    /** Whether it is down since. */
    boolean isStillDown() {
        return !node.isRunning() && node.lives() == life;
    }

    /** Whether it has not left yet. */
    boolean isStillLeaving() {
        return node.isLeaving() && node.lives() == life;
    }

    void restart() {
        node.restart();
    }
}
