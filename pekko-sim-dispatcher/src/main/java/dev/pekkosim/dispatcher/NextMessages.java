// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.dispatcher;

import java.util.Queue;
import org.apache.pekko.dispatch.AbstractNodeQueue;
import org.apache.pekko.dispatch.Envelope;
import org.apache.pekko.dispatch.MessageQueue;
import org.jspecify.annotations.Nullable;
import scala.Product;

/** The messages that come next in mailboxes. */
final class NextMessages {

    private static final String ADAPTED = "org.apache.pekko.actor.typed.internal.AdaptMessage";

    private NextMessages() {}

    /**
     * The next message of a mailbox, or null if it has none or does not let one look; what an
     * adapter of a typed actor wraps, instead of the adapter's.
     */
    static @Nullable Object in(MessageQueue queue) {
        return peek(queue) instanceof Envelope envelope ? unwrapped(envelope.message()) : null;
    }

    /** The first entry of a mailbox as it is, or null. */
    static @Nullable Object peek(MessageQueue queue) {
        return queue instanceof Queue<?> known
                ? known.peek()
                : queue instanceof AbstractNodeQueue<?> nodes ? nodes.peek() : null;
    }

    /** What an adapter of a typed actor wraps, or else the message itself. */
    static Object unwrapped(Object message) {
        return message instanceof Product adapted
                        && message.getClass().getName().equals(ADAPTED)
                        && adapted.productElement(0) != null
                ? adapted.productElement(0)
                : message;
    }
}
