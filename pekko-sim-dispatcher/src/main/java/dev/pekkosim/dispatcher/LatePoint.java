// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.dispatcher;

import java.time.Duration;
import java.util.List;

/**
 * A buggify point that lets a mailbox wait while a certain message is the next in it, as when the
 * threads of its dispatcher are busy elsewhere. What comes behind waits as well, so the order of
 * the mailbox stays.
 *
 * @param name its name
 * @param message the binary name of the message's class
 * @param at the binary name of the class of the actor that gets it, or empty for any
 * @param most the longest delay
 * @param oneIn in how many such messages it fires once while it is active
 * @param models the real event that makes the message late
 */
record LatePoint(String name, String message, String at, Duration most, int oneIn, String models) {

    /** The classes of Pekko that it names. */
    List<String> classes() {
        return at.isEmpty() ? List.of(message) : List.of(message, at);
    }

    /** Whether it concerns an actor. */
    boolean isAt(Class<?> actor) {
        return at.isEmpty() || actor.getName().equals(at);
    }
}
