// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.finds;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.util.Arrays;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/** One direction of a {@link Relay}: reads at once, and writes when the {@link Link} lets it. */
final class Pump {

    /** As much as may be under way before the sender's own buffers fill. */
    private static final int MOST_CHUNKS = 1024;

    private static final int CHUNK_BYTES = 16 * 1024;

    private final Relay relay;
    private final Link link;
    private final Socket from;
    private final Socket to;
    private final BlockingQueue<Chunk> underWay = new ArrayBlockingQueue<>(MOST_CHUNKS);

    Pump(Relay relay, Link link, Socket from, Socket to) {
        this.relay = relay;
        this.link = link;
        this.from = from;
        this.to = to;
    }

    void start() {
        relay.start("read", this::read);
        relay.start("write", this::write);
    }

    private void read() {
        byte[] buffer = new byte[CHUNK_BYTES];
        try {
            InputStream in = from.getInputStream();
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                put(End.NONE, Arrays.copyOf(buffer, n));
            }
            put(End.CLOSED, new byte[0]);
        } catch (IOException e) {
            putReset();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void putReset() {
        try {
            put(End.RESET, new byte[0]);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void put(End end, byte[] bytes) throws InterruptedException {
        underWay.put(new Chunk(end, bytes, link.dueNanos()));
    }

    private void write() {
        try {
            End end = End.NONE;
            while (end == End.NONE) {
                Chunk chunk = underWay.take();
                link.awaitPassage(chunk.dueNanos());
                end = chunk.end();
                if (end == End.NONE) {
                    to.getOutputStream().write(chunk.bytes());
                }
            }
            if (end == End.RESET) {
                relay.reset();
            } else {
                to.shutdownOutput();
                relay.endDirection();
            }
        } catch (IOException e) {
            relay.reset();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** How a direction ends. */
    private enum End {
        NONE,
        CLOSED,
        RESET
    }

    @SuppressWarnings("ArrayRecordComponent") // it is never compared
    private record Chunk(End end, byte[] bytes, long dueNanos) {}
}
