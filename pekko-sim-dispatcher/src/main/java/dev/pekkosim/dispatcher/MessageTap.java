// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.dispatcher;

import dev.pekkosim.engine.Internal;
import dev.pekkosim.engine.run.Engine;
import org.apache.pekko.actor.ActorCell;

/**
 * Looks at each message on its way into a mailbox, and at each that could not be serialized, so
 * that what a run did can be told afterwards. Draws nothing, changes nothing, and keeps no state
 * but in services of the engine; it must be quick, since every message passes it.
 *
 * @hidden
 */
@Internal
public interface MessageTap {

    /** Looks at nothing. */
    MessageTap NONE = new MessageTap() {

        @Override
        public void sees(Engine engine, ActorCell receiver, Object message) {}

        @Override
        public void seesUnsendable(Engine engine, Object message) {}
    };

    /**
     * Sees a message on its way into a mailbox.
     *
     * @param engine the engine of the run
     * @param receiver the cell of its receiver
     * @param message the envelope with the message and its sender, or a system message
     */
    void sees(Engine engine, ActorCell receiver, Object message);

    /**
     * Sees a message that could not be serialized, before the run fails for it.
     *
     * @param engine the engine of the run
     * @param message the message, without what Pekko wraps around it
     */
    void seesUnsendable(Engine engine, Object message);
}
