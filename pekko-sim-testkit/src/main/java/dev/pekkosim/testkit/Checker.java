// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.testkit;

import java.util.Optional;

/**
 * A property over the whole cluster, checked when it has healed and is still alive.
 *
 * <p>A jar that brings checkers names their classes in
 * {@code META-INF/services/dev.pekkosim.testkit.Checker}. Each of them then looks at each cluster
 * of each run as soon as it has healed, and nobody has to name it. Such a class is public, has a
 * public constructor without parameters, and keeps nothing, since one object looks at all runs.
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
