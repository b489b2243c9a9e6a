// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.testkit;

import java.util.Optional;

/**
 * A property over the whole cluster, checked when it has healed and is still alive.
 *
 * @since 0.1.0
 */
public interface Checker {

    /** The property's name, a constant. */
    String property();

    /**
     * Looks at the cluster. Called in the body of the run, so it may block; that takes virtual time
     * only.
     *
     * @param cluster the healed cluster
     * @return the actual values if the property does not hold
     */
    Optional<String> violation(SimCluster cluster);
}
