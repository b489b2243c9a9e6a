package dev.pekkosim.transport;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.pekko.actor.ActorRef;

/**
 * A sender on the near node that tells one receiver on the far node numbers, 0 first, and what
 * arrived of them.
 */
final class NumberedPair {

    private static final int MOST_ATTEMPTS = 600;
    private static final Duration ATTEMPT = Duration.ofMillis(100);

    private final ContractWire wire;
    private final ActorRef sender;
    private final ActorRef receiver;
    private final Probe probe;
    private final List<Integer> arrived = new ArrayList<>();
    private int sent;

    NumberedPair(ContractWire wire, ActorRef sender, ActorRef receiver, Probe probe) {
        this.wire = wire;
        this.sender = sender;
        this.receiver = receiver;
        this.probe = probe;
    }

    void send(int count) {
        wire.on(ContractWire.Node.NEAR, () -> {
            for (int i = 0; i < count; i++) {
                receiver.tell(sent++ + " ".repeat(300), sender);
            }
            return true;
        });
    }

    /** Waits until as many arrived as were sent. */
    void awaitAll() {
        while (arrived.size() < sent) {
            took(probe.next());
        }
    }

    /**
     * Sends until one of what is sent from now on arrives; all that was sent before has then
     * arrived or is lost.
     */
    void sync() {
        int first = sent;
        for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
            send(1);
            Object next = probe.poll(ATTEMPT);
            while (next != null) {
                if (took(next) >= first) {
                    return;
                }
                next = probe.poll(ATTEMPT);
            }
        }
        throw new AssertionError("none of the messages " + first + " to " + sent + " arrived");
    }

    /** Waits until nothing arrives for a while. */
    void awaitSilence(Duration silence) {
        Object next = probe.poll(silence);
        while (next != null) {
            took(next);
            next = probe.poll(silence);
        }
    }

    int sent() {
        return sent;
    }

    List<Integer> arrived() {
        return arrived;
    }

    private int took(Object message) {
        int number = Integer.parseInt(((String) message).trim());
        arrived.add(number);
        return number;
    }
}
