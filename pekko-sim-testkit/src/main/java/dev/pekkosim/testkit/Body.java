// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.testkit;

/**
 * The body of a run: starts the cluster, drives it, and checks it.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface Body {

    /**
     * Runs inside the run, on its logical thread; may block, which takes virtual time only.
     *
     * @param cluster the cluster, not started yet
     */
    void run(SimCluster cluster);
}
