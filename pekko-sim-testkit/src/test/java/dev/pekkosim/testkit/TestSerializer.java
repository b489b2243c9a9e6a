package dev.pekkosim.testkit;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.pekko.actor.ExtendedActorSystem;
import org.apache.pekko.actor.typed.ActorRefResolver;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.serialization.SerializerWithStringManifest;

/** Writes the messages of {@link TestApp}. */
final class TestSerializer extends SerializerWithStringManifest {

    private final ExtendedActorSystem system;

    /** Called by Pekko. */
    @SuppressWarnings("unused")
    TestSerializer(ExtendedActorSystem system) {
        this.system = system;
    }

    @Override
    public int identifier() {
        return 7_001;
    }

    @Override
    public String manifest(Object message) {
        return message.getClass().getSimpleName();
    }

    @Override
    public byte[] toBinary(Object message) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        try {
            if (message instanceof TestApp.Say say) {
                out.writeUTF(say.text());
                out.writeUTF(refs().toSerializationFormat(say.replyTo()));
            } else if (message instanceof TestApp.Said said) {
                out.writeUTF(said.text());
                out.writeUTF(said.node());
                out.writeUTF(refs().toSerializationFormat(said.from()));
            } else if (message instanceof TestApp.Note note) {
                out.writeUTF(note.text());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    @Override
    public Object fromBinary(byte[] bytes, String manifest) {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
        try {
            return switch (manifest) {
                case "Say" -> new TestApp.Say(in.readUTF(), refs().resolveActorRef(in.readUTF()));
                case "Said" ->
                    new TestApp.Said(
                            in.readUTF(), in.readUTF(), refs().resolveActorRef(in.readUTF()));
                case "Note" -> new TestApp.Note(in.readUTF());
                default -> throw new IllegalArgumentException("unknown manifest " + manifest);
            };
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ActorRefResolver refs() {
        return ActorRefResolver.get(Adapter.toTyped(system));
    }
}
