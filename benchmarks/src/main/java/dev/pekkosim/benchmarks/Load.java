// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.benchmarks;

import java.util.concurrent.CountDownLatch;
import org.apache.pekko.actor.typed.Behavior;

/**
 * Work for actors, the same code in a run and outside. It begins when its behavior is spawned on
 * the first node.
 *
 * @param label what it is called
 * @param messages how many messages, asks or elements it consists of
 * @param starter makes its behavior
 */
record Load(String label, int messages, Starter starter) {

    /** Makes the behavior that begins the work. */
    @FunctionalInterface
    interface Starter {

        /**
         * Makes it.
         *
         * @param messages how many messages, asks or elements
         * @param done is counted down once at the end
         */
        Behavior<?> start(int messages, CountDownLatch done);
    }
}
