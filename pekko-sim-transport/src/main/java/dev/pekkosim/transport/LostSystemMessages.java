// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.transport;

import dev.pekkosim.engine.run.Engine;
import dev.pekkosim.engine.step.Incarnation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.pekko.actor.Address;
import org.apache.pekko.remote.UniqueAddress;
import org.jspecify.annotations.Nullable;

/**
 * The system messages of a run that an actor system acknowledged but dropped, because it took them
 * for repetitions of others that had the same number. Artery promises to deliver system messages,
 * so each of these breaks that promise.
 *
 * @since 0.1.0
 */
public final class LostSystemMessages {

    /** A sender numbers anew only from 1, so that higher numbers can hardly meet. */
    private static final long HIGHEST_NUMBER = 16;

    private final Map<Numbered, Sent> sent = new HashMap<>();
    private final List<Known> losses = new ArrayList<>();

    private LostSystemMessages(Engine engine) {
        engine.onDeath(this::forget);
    }

    /**
     * Those of a run.
     *
     * @param engine the engine of the run
     */
    public static LostSystemMessages of(Engine engine) {
        return engine.service(LostSystemMessages.class, LostSystemMessages::new);
    }

    /** The losses so far, oldest first, of senders that live. */
    public List<Loss> all() {
        return losses.stream().map(Known::loss).toList();
    }

    /**
     * Nobody on a dead node waits for anything; but its messages refer to its actors, and they to
     * all that it had.
     */
    private void forget(Incarnation dead) {
        sent.values().removeIf(message -> message.sender() == dead);
        losses.removeIf(known -> known.sender() == dead);
    }

    /**
     * Takes in that a message is sent or resent.
     *
     * @param numbered its number between two actor systems
     * @param peer the life of the receiver that the sender knows of, which another one may have
     *     followed already
     * @param envelope the same object whenever the same message is resent
     * @param message the message in it
     * @param sender whose message it is
     * @param virtualNanos when
     */
    void sent(
            Numbered numbered,
            UniqueAddress peer,
            Incarnation sender,
            Object envelope,
            Object message,
            long virtualNanos) {
        if (numbered.number() <= HIGHEST_NUMBER) {
            Sent before = sent.get(numbered);
            if (before == null || before.envelope() != envelope) {
                sent.put(
                        numbered,
                        new Sent(
                                sender,
                                peer,
                                peer,
                                envelope,
                                message,
                                virtualNanos,
                                before == null ? null : before.accepted(),
                                false));
            } else if (!before.latestPeer().equals(peer)) {
                sent.put(numbered, before.resentTo(peer));
            }
        }
    }

    /**
     * Takes in that a message was acknowledged as a repetition. If it was sent to this life of the
     * receiver only after that had got one with its number, it was none.
     *
     * @param numbered its number between two actor systems
     * @param by the receiver
     * @param acceptedNanos when the message that it is taken for arrived
     * @param virtualNanos when
     */
    void dropped(Numbered numbered, UniqueAddress by, long acceptedNanos, long virtualNanos) {
        Sent latest = sent.get(numbered);
        Sent former = latest == null ? null : latest.former();
        if (latest != null
                && former != null
                && !latest.lost()
                && latest.peer().equals(by)
                && latest.virtualNanos() > acceptedNanos) {
            Loss loss = new Loss(
                    virtualNanos,
                    numbered.from(),
                    by,
                    numbered.number(),
                    latest.message(),
                    former.message(),
                    former.latestPeer().equals(by));
            losses.add(new Known(latest.sender(), loss));
            sent.put(numbered, latest.asLost());
        }
    }

    /**
     * What should tell a message from all others that a life of its receiver gets.
     *
     * @param from the actor system that sends it
     * @param to where it is sent to; another life of the receiver than the one that the sender
     *     knows of may get it
     * @param number its sequence number
     */
    record Numbered(UniqueAddress from, Address to, long number) {}

    /**
     * A loss.
     *
     * @param sender whose message was lost
     * @param loss what is told of it
     */
    private record Known(Incarnation sender, Loss loss) {}

    /**
     * What was sent under a number.
     *
     * @param sender whose it is
     * @param peer the life of the receiver that it was meant for
     * @param latestPeer the one that the sender knew of when it sent the message last
     * @param envelope the object that stands for the message as long as it is resent
     * @param message the message in it
     * @param virtualNanos when it was sent first
     * @param former what was sent under the same number before and was not lost, or null
     * @param lost whether it was dropped; a sender may number anew several times, and each time
     *     lose a message
     */
    private record Sent(
            Incarnation sender,
            UniqueAddress peer,
            UniqueAddress latestPeer,
            Object envelope,
            Object message,
            long virtualNanos,
            @Nullable Sent former,
            boolean lost) {

        Sent resentTo(UniqueAddress newPeer) {
            return new Sent(sender, peer, newPeer, envelope, message, virtualNanos, former, lost);
        }

        Sent asLost() {
            return new Sent(
                    sender, peer, latestPeer, envelope, message, virtualNanos, former, true);
        }

        /** What its receiver may have got under this number. */
        @Nullable
        Sent accepted() {
            return lost ? former : this;
        }
    }

    /**
     * A system message that was lost.
     *
     * @param virtualNanos when it arrived and was dropped
     * @param from the actor system that sent it
     * @param to the actor system that dropped it
     * @param number the sequence number that it had
     * @param message the message, as the sender has it
     * @param takenFor the message that had been sent with this number before
     * @param restartNoticed whether the sender knew this life of the receiver when it sent
     *     {@code takenFor} last
     */
    public record Loss(
            long virtualNanos,
            UniqueAddress from,
            UniqueAddress to,
            long number,
            Object message,
            Object takenFor,
            boolean restartNoticed) {}
}
