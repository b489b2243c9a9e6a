package dev.pekkosim.transport;

import dev.pekkosim.engine.Engine;
import java.util.ArrayList;
import java.util.List;
import org.apache.pekko.remote.UniqueAddress;

/**
 * The system messages of a run that an actor system acknowledged but dropped, because it took them for repetitions of
 * others that had the same number. Artery promises to deliver system messages, so each of these breaks that promise.
 */
public final class LostSystemMessages {

    private final List<Loss> losses = new ArrayList<>();

    private LostSystemMessages() {}

    /**
     * Those of a run.
     *
     * @param engine the engine of the run
     */
    public static LostSystemMessages of(Engine engine) {
        return engine.service(LostSystemMessages.class, ignored -> new LostSystemMessages());
    }

    /** The losses so far, oldest first. */
    public List<Loss> all() {
        return List.copyOf(losses);
    }

    void add(Loss loss) {
        losses.add(loss);
    }

    /**
     * A system message that was lost.
     *
     * @param virtualNanos when it arrived and was dropped
     * @param from the actor system that sent it
     * @param to the actor system that dropped it
     * @param number the sequence number that it had
     * @param message the message
     * @param takenFor the message that had arrived with this number before
     */
    public record Loss(
            long virtualNanos,
            UniqueAddress from,
            UniqueAddress to,
            long number,
            Object message,
            Object takenFor) {}
}
