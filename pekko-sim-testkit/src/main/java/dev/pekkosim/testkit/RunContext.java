// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.testkit;

import dev.pekkosim.engine.decision.DecisionStream;
import java.util.function.Supplier;

/**
 * What a workload may know of the run it is part of.
 *
 * @since 0.1.0
 */
public interface RunContext {

    /** The seed of the run. */
    long seed();

    /** The stream from which the workload draws its operations. */
    DecisionStream decisions();

    /** Whether the life of the client node that the behavior was made for goes on. */
    boolean isNodeAlive();

    /** Virtual nanoseconds since the start of the run. */
    long virtualNanos();

    /**
     * States a property that always holds; the run fails when it does not.
     *
     * @param property its name, a constant
     * @param condition whether it holds now
     * @param details the actual values, asked only when it does not hold
     */
    void always(String property, boolean condition, Supplier<String> details);
}
