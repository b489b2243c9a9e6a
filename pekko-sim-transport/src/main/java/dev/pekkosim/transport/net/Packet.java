// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.transport.net;

import org.jspecify.annotations.Nullable;

/** What travels through a pipe: a frame, or something that TCP says about the connection. */
final class Packet {

    enum Kind {
        /** Forth: asks for the connection. */
        CONNECT,
        /** Forth: carries a frame. */
        FRAME,
        /** Forth: a retransmission to a host that forgot the connection. */
        PROBE,
        /** Back: the connection is open. */
        ACCEPT,
        /** Back: nobody listens. */
        REFUSE,
        /** Back: frames were consumed, so the window has room. */
        CONSUMED,
        /** The end that sends this closed the connection. */
        CLOSE,
        /** The connection is reset. */
        RESET
    }

    private static final byte[] EMPTY = {};

    private final Kind kind;
    private final byte[] frame;
    private final long number;
    private long arrivalNanos;
    private long delayNanos;
    private boolean held;
    private @Nullable InstalledRule holder;

    Packet(Kind kind) {
        this(kind, EMPTY, 0);
    }

    /**
     * A frame.
     *
     * @param frame its bytes
     * @param number which one of its connection, from 1
     */
    Packet(byte[] frame, long number) {
        this(Kind.FRAME, frame, number);
    }

    private Packet(Kind kind, byte[] frame, long number) {
        this.kind = kind;
        this.frame = frame;
        this.number = number;
    }

    Kind kind() {
        return kind;
    }

    /** Which frame of its connection it is, from 1; 0 if it is none. */
    long number() {
        return number;
    }

    byte[] frame() {
        return frame;
    }

    boolean isFrame() {
        return kind == Kind.FRAME;
    }

    /** Whether the rules of the network are asked about it. */
    boolean isJudged() {
        return kind == Kind.CONNECT || kind == Kind.FRAME;
    }

    /** What rules add to the latency. */
    long delayNanos() {
        return delayNanos;
    }

    void delay(long nanos) {
        delayNanos += nanos;
    }

    /** The rule that held it last. */
    @Nullable
    InstalledRule holder() {
        return holder;
    }

    void holder(InstalledRule rule) {
        holder = rule;
    }

    long arrivalNanos() {
        return arrivalNanos;
    }

    void arrivalNanos(long nanos) {
        arrivalNanos = nanos;
    }

    /**
     * Marks it as held.
     *
     * @return false if it was marked before
     */
    boolean hold() {
        boolean first = !held;
        held = true;
        return first;
    }
}
