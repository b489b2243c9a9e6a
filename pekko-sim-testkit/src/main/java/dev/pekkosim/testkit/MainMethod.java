// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.testkit;

/**
 * A main method of the team's own, which starts its application on a node, such as {@code () ->
 * BackendMain.main(new String[0])}.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface MainMethod {

    /**
     * Does what it does; called on the node, in each of its lives. It may return when the actor
     * system is made, or when that has ended.
     *
     * @throws Exception whatever it throws; the run fails then
     */
    void run() throws Exception;
}
