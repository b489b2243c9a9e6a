// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.transport.net;

/**
 * What a {@link NetworkRule} says about a passage. The rules are asked in the order of their
 * installation: delays add up, and the first verdict that is neither a pass nor a delay decides.
 *
 * @param kind what is to happen
 * @param delayNanos for a delay how long, in virtual nanoseconds; otherwise 0
 * @since 0.1.0
 */
public record Verdict(Kind kind, long delayNanos) {

    /** What a rule may decide. */
    public enum Kind {
        /** It leaves as if the rule were not there. */
        PASS,
        /**
         * It is under way for longer; what is sent behind it on the connection does not overtake
         * it. Models a slow middlebox, a longer route, or a packet that was lost and sent again.
         */
        DELAY,
        /**
         * It waits until the rule is uninstalled, and all behind it on the connection waits with
         * it; then all arrives in order. An attempt to connect hangs. The sender's retransmission
         * timeout applies. Models a firewall that drops silently what belongs to one service.
         */
        HOLD,
        /**
         * The connection is reset, as {@link SimNetwork#reset(Connection)} does: what was judged is
         * lost, and of what was under way before it a drawn number of frames arrive. Models a
         * middlebox that ends connections: an intrusion detection, a proxy that restarts.
         */
        RESET,
        /**
         * The attempt to connect is refused, though somebody listens; a frame cannot be refused,
         * and the run fails. Models a firewall that rejects, or a machine whose queue of accepted
         * connections is full.
         */
        REFUSE
    }

    /** See {@link Kind#PASS}. */
    public static final Verdict PASS = new Verdict(Kind.PASS, 0);

    /** See {@link Kind#HOLD}. */
    public static final Verdict HOLD = new Verdict(Kind.HOLD, 0);

    /** See {@link Kind#RESET}. */
    public static final Verdict RESET = new Verdict(Kind.RESET, 0);

    /** See {@link Kind#REFUSE}. */
    public static final Verdict REFUSE = new Verdict(Kind.REFUSE, 0);

    /** Checks that only a delay has a duration, and that it is not negative. */
    public Verdict {
        if (delayNanos < 0 || (kind != Kind.DELAY && delayNanos > 0)) {
            throw new IllegalArgumentException("delay must not be negative, and 0 for " + kind
                    + ", but is " + delayNanos + " ns");
        }
    }

    /**
     * See {@link Kind#DELAY}.
     *
     * @param nanos virtual nanoseconds, not negative
     */
    public static Verdict delay(long nanos) {
        return new Verdict(Kind.DELAY, nanos);
    }

    @Override
    public String toString() {
        return switch (kind) {
            case DELAY -> "delay " + delayNanos + " ns";
            case PASS -> "pass";
            case HOLD -> "hold";
            case RESET -> "reset";
            case REFUSE -> "refuse";
        };
    }
}
