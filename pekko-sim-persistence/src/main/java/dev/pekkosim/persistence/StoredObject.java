// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.persistence;

import org.apache.pekko.serialization.Serialization;
import org.apache.pekko.serialization.Serializer;
import org.apache.pekko.serialization.Serializers;

/** An object as a store keeps it: written and read by the serializers of the actor system. */
final class StoredObject {

    private final int serializerId;
    private final String manifest;
    private final byte[] bytes;

    StoredObject(int serializerId, String manifest, byte[] bytes) {
        this.serializerId = serializerId;
        this.manifest = manifest;
        this.bytes = bytes;
    }

    /** Writes an object; throws what its serializer throws. */
    static StoredObject of(Serialization serialization, Object object) {
        Serializer serializer = serialization.findSerializerFor(object);
        byte[] bytes = serialization.serialize(object).get();
        return new StoredObject(
                serializer.identifier(), Serializers.manifestFor(serializer, object), bytes);
    }

    /** Reads the object; throws what its serializer throws. */
    Object read(Serialization serialization) {
        return serialization.deserialize(bytes, serializerId, manifest).get();
    }
}
