package dev.pekkosim.transport;

import org.apache.pekko.serialization.SerializerWithStringManifest;

/** Fails to write one message, and to read another. */
final class AwkwardSerializer extends SerializerWithStringManifest {

    static final String SETTINGS = "pekko.actor {\n"
            + "serializers.awkward = \"" + AwkwardSerializer.class.getName() + "\"\n"
            + "serialization-bindings { \"" + Awkward.class.getName() + "\" = awkward }\n"
            + "}\n";

    /** The messages. */
    enum Awkward {
        UNWRITABLE,
        UNREADABLE
    }

    @Override
    public int identifier() {
        return 7_002;
    }

    @Override
    public String manifest(Object message) {
        return "awkward";
    }

    @Override
    public byte[] toBinary(Object message) {
        if (message == Awkward.UNWRITABLE) {
            throw new IllegalArgumentException("cannot be written, on purpose");
        }
        return new byte[0];
    }

    @Override
    public Object fromBinary(byte[] bytes, String manifest) {
        throw new IllegalArgumentException("cannot be read, on purpose");
    }
}
