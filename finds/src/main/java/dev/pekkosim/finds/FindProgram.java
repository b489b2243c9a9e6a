// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.finds;

/** A program that shows one find in Pekko. */
interface FindProgram {

    /** What it says of itself. */
    About about();

    /**
     * Plays the scenario once.
     *
     * @param stage what it plays on
     * @param triggered whether to do what triggers the find; without it this is the control
     * @return what was seen to be so
     */
    Observation play(Stage stage, boolean triggered) throws InterruptedException;
}
