package dev.pekkosim.transport.net;

import dev.pekkosim.engine.run.Engine;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Sends numbered frames, or takes them, and keeps what happened. */
final class Traffic implements Sender, Listener, Receiver {

    final List<Integer> received = new ArrayList<>();
    final List<Long> arrivals = new ArrayList<>();
    final List<CloseReason> closed = new ArrayList<>();
    boolean consuming = true;
    int connects;
    int writables;
    long connectedAt;

    @Nullable
    Connection connection;

    private final Engine engine;
    private int sent;

    Traffic(Engine engine) {
        this.engine = engine;
    }

    static List<Integer> numbers(int count) {
        return IntStream.range(0, count).boxed().toList();
    }

    Connection connection() {
        if (connection == null) {
            throw new IllegalStateException("not connected");
        }
        return connection;
    }

    /** Sends the next frames, numbered on. */
    void send(int count) {
        for (int i = 0; i < count; i++) {
            send(Integer.BYTES, 1);
        }
    }

    void send(int bytes, int count) {
        for (int i = 0; i < count; i++) {
            connection().send(ByteBuffer.allocate(bytes).putInt(0, sent++).array());
        }
    }

    int sent() {
        return sent;
    }

    @Override
    public void onConnected() {
        connects++;
        connectedAt = engine.now();
    }

    @Override
    public void onWritable() {
        writables++;
    }

    @Override
    public Receiver accept(Connection accepted) {
        connects++;
        connection = accepted;
        return this;
    }

    @Override
    public void onFrame(byte[] frame) {
        received.add(ByteBuffer.wrap(frame).getInt());
        arrivals.add(engine.now());
        if (consuming) {
            connection().consumed(frame.length);
        }
    }

    @Override
    public void onClosed(CloseReason reason) {
        closed.add(reason);
    }
}
