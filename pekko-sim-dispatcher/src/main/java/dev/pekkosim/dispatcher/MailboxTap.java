package dev.pekkosim.dispatcher;

import dev.pekkosim.engine.Internal;
import dev.pekkosim.engine.run.Engine;
import org.apache.pekko.actor.ActorCell;

/**
 * Looks at each message on its way into a mailbox, so that what a run did can be told afterwards. Draws nothing, changes
 * nothing, and keeps no state but in services of the engine; it must be quick, since every message passes it.
 *
 * @hidden
 */
@Internal
@FunctionalInterface
public interface MailboxTap {

    /** Looks at nothing. */
    MailboxTap NONE = (engine, receiver, message) -> {};

    /**
     * Sees a message.
     *
     * @param engine the engine of the run
     * @param receiver the cell of its receiver
     * @param message the envelope with the message and its sender, or a system message
     */
    void sees(Engine engine, ActorCell receiver, Object message);
}
