// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.buggify.spi;

/**
 * Something that is told of every evaluation, and of what else properties tell.
 *
 * @since 0.1.0
 */
public interface PropertyOutput {

    /**
     * Told that a property was evaluated, on the thread of the call and before it returns.
     *
     * @param assertion the evaluation
     */
    void evaluated(Assertion assertion);

    /**
     * Told that the system under test is ready.
     *
     * @param details what is said with it
     */
    default void setupComplete(Details details) {}

    /**
     * Told that something happened.
     *
     * @param name what
     * @param details what is said with it
     */
    default void event(String name, Details details) {}
}
