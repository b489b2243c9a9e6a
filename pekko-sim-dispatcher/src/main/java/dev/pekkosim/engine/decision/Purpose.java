// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.engine.decision;

import dev.pekkosim.engine.Internal;

/**
 * What a decision stream decides. Each purpose draws from streams of its own, so that a new
 * consumer of one purpose shifts no decision of another.
 *
 * @hidden
 */
@Internal
public enum Purpose {
    /** Which ready step runs next and how much virtual time it costs. */
    SCHEDULE(1),
    /** The order of timers with one deadline. */
    TIMER(2),
    /** Latencies and the fate of frames and connections. */
    NETWORK(3),
    /** Which fault happens when, and to whom. */
    FAULT(4),
    /** Which buggify points are active and fire. */
    BUGGIFY(5),
    /** Latencies and outcomes of stores. */
    STORAGE(6),
    /** The operations of a workload. */
    WORKLOAD(7),
    /** What the application and Pekko draw from the JDK's generators. */
    APP_RANDOM(8),
    /** Per-seed choice of settings. */
    KNOBS(9);

    private final int code;

    Purpose(int code) {
        this.code = code;
    }

    /** What stands for it in the derivation of a stream's seed; never changes. */
    int code() {
        return code;
    }
}
