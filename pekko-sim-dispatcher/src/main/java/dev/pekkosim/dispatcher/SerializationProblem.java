package dev.pekkosim.dispatcher;

import java.nio.BufferOverflowException;

/** Says in a sentence why a remote message could not be serialized, and what to do. */
final class SerializationProblem {

    private SerializationProblem() {}

    static String describe(NodeHost host, Object subject, Throwable cause) {
        if (subject instanceof String manifest) {
            return host.incarnation() + " could not deserialize a message with manifest '"
                    + manifest + "': "
                    + cause.getMessage()
                    + "; the serializer must read what it writes";
        }
        String message = messageType(subject);
        if (cause instanceof BufferOverflowException) {
            return host.incarnation() + " could not send " + message
                    + ": it is larger than a frame; raise pekko.remote.artery.advanced.maximum-frame-size or make it"
                    + " smaller";
        }
        return host.incarnation() + " could not send " + message + ": " + cause.getMessage()
                + "; bind the class, or a marker interface of it, in pekko.actor.serialization-bindings";
    }

    private static String messageType(Object subject) {
        try {
            Object message = subject.getClass().getMethod("message").invoke(subject);
            return WorkLabels.nameOf(message.getClass());
        } catch (ReflectiveOperationException e) {
            return "a message";
        }
    }
}
