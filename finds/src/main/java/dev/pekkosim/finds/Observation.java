// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.finds;

/**
 * What a trial saw in the end.
 *
 * @param kind what it means
 * @param text what was seen, as a sentence without a full stop
 */
record Observation(Kind kind, String text) {

    /** What an observation means. */
    enum Kind {
        /** The worst effect of the find was there. */
        EFFECT,
        /** Everything worked as it should. */
        HEALTHY,
        /** Neither: the scenario did not come about, or something else happened. */
        NEITHER
    }

    static Observation effect(String text) {
        return new Observation(Kind.EFFECT, text);
    }

    static Observation healthy(String text) {
        return new Observation(Kind.HEALTHY, text);
    }

    static Observation neither(String text) {
        return new Observation(Kind.NEITHER, text);
    }
}
