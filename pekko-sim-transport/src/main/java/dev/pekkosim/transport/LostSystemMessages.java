package dev.pekkosim.transport;

import dev.pekkosim.engine.Engine;
import dev.pekkosim.engine.Incarnation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.pekko.remote.UniqueAddress;
import org.jspecify.annotations.Nullable;

/**
 * The system messages of a run that an actor system acknowledged but dropped, because it took them for repetitions of others
 * that had the same number. Artery promises to deliver system messages, so each of these breaks that promise.
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

    /** Nobody on a dead node waits for anything; but its messages refer to its actors, and they to all that it had. */
    private void forget(Incarnation dead) {
        sent.values().removeIf(message -> message.sender() == dead);
        losses.removeIf(known -> known.sender() == dead);
    }

    /**
     * Takes in that a message is sent or resent.
     *
     * @param numbered its number between two actor systems
     * @param envelope the same object whenever the same message is resent
     * @param message the message in it
     * @param sender whose message it is
     * @param virtualNanos when
     */
    void sent(
            Numbered numbered,
            Incarnation sender,
            Object envelope,
            Object message,
            long virtualNanos) {
        if (numbered.number() <= HIGHEST_NUMBER) {
            Sent before = sent.get(numbered);
            if (before == null || before.envelope() != envelope) {
                sent.put(numbered, new Sent(sender, envelope, message, virtualNanos, before));
            }
        }
    }

    /**
     * Takes in that a message was acknowledged as a repetition.
     *
     * @param numbered its number between two actor systems
     * @param acceptedNanos when the message that it is taken for arrived
     * @param virtualNanos when
     */
    void dropped(Numbered numbered, long acceptedNanos, long virtualNanos) {
        Sent latest = sent.get(numbered);
        Sent former = latest == null ? null : latest.former();
        if (latest != null && former != null && latest.virtualNanos() > acceptedNanos) {
            Loss loss = new Loss(
                    virtualNanos,
                    numbered.from(),
                    numbered.to(),
                    numbered.number(),
                    latest.message(),
                    former.message());
            losses.add(new Known(latest.sender(), loss));
            sent.remove(numbered);
        }
    }

    /**
     * What should tell a message from all others.
     *
     * @param from the actor system that sends it
     * @param to the actor system that gets it
     * @param number its sequence number
     */
    record Numbered(UniqueAddress from, UniqueAddress to, long number) {}

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
     * @param envelope the object that stands for the message as long as it is resent
     * @param message the message in it
     * @param virtualNanos when it was sent first
     * @param former what was sent under the same number before, or null
     */
    private record Sent(
            Incarnation sender,
            Object envelope,
            Object message,
            long virtualNanos,
            @Nullable Sent former) {}

    /**
     * A system message that was lost.
     *
     * @param virtualNanos when it arrived and was dropped
     * @param from the actor system that sent it
     * @param to the actor system that dropped it
     * @param number the sequence number that it had
     * @param message the message, as the sender has it
     * @param takenFor the message that had been sent with this number before
     */
    public record Loss(
            long virtualNanos,
            UniqueAddress from,
            UniqueAddress to,
            long number,
            Object message,
            Object takenFor) {}
}
