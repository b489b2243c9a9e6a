// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.transport;

import dev.pekkosim.engine.run.Engine;
import dev.pekkosim.engine.step.Incarnation;
import dev.pekkosim.transport.LostSystemMessages.Numbered;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.pekko.actor.Address;
import org.apache.pekko.remote.UniqueAddress;
import org.apache.pekko.remote.artery.AssociationState;
import org.apache.pekko.remote.artery.InboundEnvelope;
import org.apache.pekko.remote.artery.OutboundContext;
import org.apache.pekko.remote.artery.OutboundEnvelope;
import org.apache.pekko.remote.artery.SystemMessageDelivery.SystemMessageEnvelope;

/**
 * Looks at the system messages that one actor system sends and gets, and at what it acknowledges;
 * it changes nothing. A message is lost if another one had the same number, and that one was
 * acknowledged before this one was sent.
 */
final class SystemMessageTap {

    /** More than the stages between arrival and acknowledgement hold. */
    private static final int MOST_UNDER_WAY = 16;

    private final Engine engine;
    private final Incarnation home;
    private final List<SystemMessageEnvelope> underWay = new ArrayList<>();
    private final Map<UniqueAddress, Map<Long, Long>> acceptedNanos = new HashMap<>();

    SystemMessageTap(Engine engine, Incarnation home) {
        this.engine = engine;
        this.home = home;
    }

    /** Takes in what leaves the stage that numbers and resends. */
    OutboundEnvelope leaves(OutboundEnvelope envelope, OutboundContext context) {
        AssociationState peer = context.associationState();
        if (envelope.message() instanceof SystemMessageEnvelope system
                && peer.uniqueRemoteAddress().isDefined()
                && !peer.isQuarantined()) {
            UniqueAddress life = peer.uniqueRemoteAddress().get();
            LostSystemMessages.of(engine)
                    .sent(
                            new Numbered(system.ackReplyTo(), life.address(), system.seqNo()),
                            life,
                            home,
                            system,
                            system.message(),
                            engine.now());
        }
        return envelope;
    }

    /** Takes in what arrives on the control stream. */
    InboundEnvelope arrives(InboundEnvelope envelope) {
        if (envelope.message() instanceof SystemMessageEnvelope system) {
            if (underWay.size() == MOST_UNDER_WAY) {
                underWay.remove(0);
            }
            underWay.add(system);
        }
        return envelope;
    }

    /**
     * Takes in that an acknowledgement is sent.
     *
     * @param number the highest number that it acknowledges
     * @param to whose messages it acknowledges
     * @param self who sends it
     */
    void acknowledges(long number, Address to, UniqueAddress self) {
        List<SystemMessageEnvelope> settled = underWay.stream()
                .filter(system ->
                        system.ackReplyTo().address().equals(to) && system.seqNo() <= number)
                .toList();
        underWay.removeAll(settled);
        for (SystemMessageEnvelope system : settled) {
            UniqueAddress sender = system.ackReplyTo();
            Long before = acceptedNanos
                    .computeIfAbsent(sender, ignored -> new HashMap<>())
                    .putIfAbsent(system.seqNo(), engine.now());
            if (before != null) {
                LostSystemMessages.of(engine)
                        .dropped(
                                new Numbered(sender, self.address(), system.seqNo()),
                                self,
                                before,
                                engine.now());
            }
        }
    }
}
