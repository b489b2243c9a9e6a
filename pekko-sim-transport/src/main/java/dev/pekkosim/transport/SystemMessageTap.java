package dev.pekkosim.transport;

import dev.pekkosim.engine.Engine;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.pekko.actor.Address;
import org.apache.pekko.dispatch.sysmsg.DeathWatchNotification;
import org.apache.pekko.dispatch.sysmsg.Unwatch;
import org.apache.pekko.dispatch.sysmsg.Watch;
import org.apache.pekko.remote.UniqueAddress;
import org.apache.pekko.remote.artery.InboundEnvelope;
import org.apache.pekko.remote.artery.SystemMessageDelivery.SystemMessageEnvelope;
import org.jspecify.annotations.Nullable;

/**
 * Compares the system messages that arrive at one actor system with what {@code SystemMessageAcker} makes of them; it changes
 * nothing. Between its two ends are stages that may hold or drop a message, but keep the order. Where that leaves open which
 * message was acknowledged, it reports none.
 */
final class SystemMessageTap {

    /** More than the stages between the two ends hold. */
    private static final int MOST_UNDER_WAY = 16;

    /** What one sender is known to have delivered; the last message is null if it is not known. */
    private record Delivered(long number, @Nullable Object last) {

        static final Delivered NOTHING = new Delivered(0, null);
    }

    private final Engine engine;
    private final List<SystemMessageEnvelope> underWay = new ArrayList<>();
    private final Map<UniqueAddress, Delivered> delivered = new HashMap<>();

    SystemMessageTap(Engine engine) {
        this.engine = engine;
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
        if (settled.isEmpty()) {
            return;
        }
        underWay.removeAll(settled);
        SystemMessageEnvelope first = settled.get(0);
        UniqueAddress sender = first.ackReplyTo();
        boolean certain = settled.size() == 1 && first.seqNo() == number;
        Delivered before = delivered.getOrDefault(sender, Delivered.NOTHING);
        if (number > before.number()) {
            delivered.put(sender, new Delivered(number, certain ? first.message() : null));
        } else if (certain
                && before.last() != null
                && areDifferent(first.message(), before.last())) {
            LostSystemMessages.of(engine)
                    .add(new LostSystemMessages.Loss(
                            engine.now(), sender, self, number, first.message(), before.last()));
        }
    }

    /** A repetition is deserialized anew, so only what has a value can be told from it by its value. */
    private static boolean areDifferent(Object one, Object other) {
        return !one.getClass().equals(other.getClass()) || (hasValue(one) && !one.equals(other));
    }

    private static boolean hasValue(Object message) {
        return message instanceof Watch
                || message instanceof Unwatch
                || message instanceof DeathWatchNotification;
    }
}
