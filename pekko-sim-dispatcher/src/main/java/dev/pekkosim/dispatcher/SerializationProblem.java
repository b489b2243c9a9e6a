// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.dispatcher;

import java.io.NotSerializableException;
import java.nio.BufferOverflowException;
import org.apache.pekko.actor.WrappedMessage;
import org.jspecify.annotations.Nullable;

/**
 * A remote message that could not be serialized or deserialized.
 *
 * @param unsendable the message that could not be serialized, without what Pekko wraps around it,
 *     or null
 * @param sentence why, and what to do
 */
record SerializationProblem(@Nullable Object unsendable, String sentence) {

    private static final String BIND = "; bind the class, or a marker interface of it, in"
            + " pekko.actor.serialization-bindings";

    /**
     * Tells what a problem is.
     *
     * @param subject the manifest of what could not be deserialized, or Artery's envelope of what
     *     could not be serialized
     */
    static SerializationProblem of(NodeHost host, Object subject, Throwable cause) {
        if (subject instanceof String manifest) {
            return new SerializationProblem(
                    null,
                    host.incarnation() + " could not deserialize a message with manifest '"
                            + manifest + "': "
                            + cause.getMessage()
                            + "; the serializer must read what it writes");
        }
        Object message = message(subject);
        String type = message == null ? "a message" : WorkLabels.nameOf(message.getClass());
        return new SerializationProblem(
                message,
                host.incarnation() + " could not send " + type + ": "
                        + (cause instanceof BufferOverflowException
                                ? "it is larger than a frame; raise"
                                        + " pekko.remote.artery.advanced.maximum-frame-size or make"
                                        + " it smaller"
                                : cause.getMessage() + (isUnbound(cause) ? BIND : "")));
    }

    /** Whether nobody is there for the class, and not that somebody has failed. */
    private static boolean isUnbound(Throwable cause) {
        return cause instanceof NotSerializableException
                || cause.getClass().getName().endsWith("JavaSerializationException");
    }

    private static @Nullable Object message(Object envelope) {
        try {
            Object message = envelope.getClass().getMethod("message").invoke(envelope);
            return message instanceof WrappedMessage wrapped ? wrapped.message() : message;
        } catch (ReflectiveOperationException e) {
            return null;
        }
    }
}
