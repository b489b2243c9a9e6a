// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.testkit.insight;

import dev.pekkosim.dispatcher.MessageTap;
import dev.pekkosim.engine.Internal;
import dev.pekkosim.engine.run.Engine;
import org.apache.pekko.actor.ActorCell;
import org.apache.pekko.dispatch.Envelope;

/**
 * Shows the messages of runs to their histories.
 *
 * @hidden
 */
@Internal
public final class HistoryTap implements MessageTap {

    @Override
    public void sees(Engine engine, ActorCell receiver, Object message) {
        if (message instanceof Envelope envelope) {
            MembershipHistory.sees(engine, receiver, envelope);
            HandOffHistory.sees(engine, receiver, envelope);
        }
    }

    @Override
    public void seesUnsendable(Engine engine, Object message) {
        MembershipHistory.seesUnsendable(engine, message);
    }
}
