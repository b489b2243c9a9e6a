package dev.pekkosim.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pekkosim.transport.net.CloseReason;
import dev.pekkosim.transport.net.Connection;
import dev.pekkosim.transport.net.Receiver;
import java.net.ConnectException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.pekko.Done;
import org.apache.pekko.NotUsed;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.stream.StreamTcpException;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;

/** One attempt at an outbound connection, without Artery around it. */
class OutboundStageTest {

    private static final String SERVER = "node-9";
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
    private static final Source<byte[], NotUsed> FRAMES =
            Source.range(1, 3).map(i -> new byte[] {i.byteValue()});

    private final List<Byte> received = new ArrayList<>();
    private final List<CloseReason> closed = new ArrayList<>();
    private final List<Connection> accepted = new ArrayList<>();

    private void listen(Nodes nodes) {
        nodes.network().bind(nodes.engine().driver(), SERVER, Nodes.PORT, connection -> {
            accepted.add(connection);
            return new Receiver() {
                @Override
                public void onFrame(byte[] frame) {
                    received.add(frame[0]);
                    connection.consumed(frame.length);
                }

                @Override
                public void onClosed(CloseReason reason) {
                    closed.add(reason);
                }
            };
        });
    }

    private static CompletableFuture<Done> send(Nodes nodes, Source<byte[], NotUsed> frames) {
        ActorSystem system = nodes.start("node-1");
        OutboundStage stage = new OutboundStage(
                SERVER + ":" + Nodes.PORT,
                CONNECT_TIMEOUT,
                sender -> nodes.network()
                        .connect(nodes.life("node-1"), "node-1", SERVER, Nodes.PORT, 2, sender));
        return nodes.on("node-1", () -> frames.via(stage).runWith(Sink.ignore(), system))
                .toCompletableFuture();
    }

    private static AbstractThrowableAssert<?, ?> assertFailure(CompletableFuture<Done> failed) {
        assertThat(failed).isCompletedExceptionally();
        return assertThat(failed.handle((done, failure) -> failure).join());
    }

    @Test
    void upstream_thatEnds_closesBehindItsFrames() {
        Nodes.run(1, nodes -> {
            listen(nodes);
            CompletableFuture<Done> done = send(nodes, FRAMES.concat(idle(2)));
            nodes.sleep(Duration.ofSeconds(10));
            assertThat(done).isCompleted();
            assertThat(received).containsExactly((byte) 1, (byte) 2, (byte) 3);
            assertThat(closed).containsExactly(CloseReason.CLOSED);
        });
    }

    @Test
    void upstream_thatEndsBeforeTheConnectionIsOpen_stillSendsTheFirstFrame() {
        Nodes.run(1, nodes -> {
            listen(nodes);
            CompletableFuture<Done> done = send(nodes, FRAMES.take(1));
            nodes.sleep(Duration.ofSeconds(10));
            assertThat(done).isCompleted();
            assertThat(received).containsExactly((byte) 1);
            assertThat(closed).containsExactly(CloseReason.CLOSED);
        });
    }

    @Test
    void upstream_thatFails_abortsTheConnection() {
        Nodes.run(1, nodes -> {
            listen(nodes);
            CompletableFuture<Done> done = send(nodes, FRAMES.concat(failing(2)));
            nodes.sleep(Duration.ofSeconds(10));
            assertFailure(done)
                    .isInstanceOf(StreamTcpException.class)
                    .hasMessage("The connection has been aborted");
            assertThat(closed).containsExactly(CloseReason.RESET);
        });
    }

    @Test
    void upstream_withoutAFrame_opensNoConnection() {
        Nodes.run(1, nodes -> {
            listen(nodes);
            CompletableFuture<Done> done = send(nodes, idle(2));
            nodes.sleep(Duration.ofSeconds(10));
            assertThat(done).isCompleted();
            assertThat(accepted).isEmpty();
        });
    }

    @Test
    void peer_thatCloses_endsTheStage() {
        Nodes.run(1, nodes -> {
            listen(nodes);
            CompletableFuture<Done> done = send(nodes, FRAMES.concat(idle(60)));
            nodes.sleep(Duration.ofSeconds(10));
            assertThat(done).isNotDone();
            accepted.get(0).reject();
            nodes.sleep(Duration.ofSeconds(1));
            assertThat(done).isCompleted();
        });
    }

    @Test
    void connection_thatIsReset_failsTheStage() {
        Nodes.run(1, nodes -> {
            listen(nodes);
            CompletableFuture<Done> done = send(nodes, FRAMES.concat(idle(60)));
            nodes.sleep(Duration.ofSeconds(10));
            nodes.network().reset(accepted.get(0));
            nodes.sleep(Duration.ofSeconds(1));
            assertFailure(done)
                    .isInstanceOf(StreamTcpException.class)
                    .hasMessage("The connection closed with error: Connection reset by peer");
        });
    }

    @Test
    void connect_thatIsRefused_failsAsTcpDoes() {
        Nodes.run(1, nodes -> {
            CompletableFuture<Done> done = send(nodes, FRAMES.concat(idle(60)));
            nodes.sleep(Duration.ofSeconds(1));
            assertFailure(done)
                    .isInstanceOf(StreamTcpException.class)
                    .hasCauseInstanceOf(ConnectException.class)
                    .hasMessage("Tcp command [Connect(node-9:17355)] failed because of"
                            + " java.net.ConnectException: Connection refused");
        });
    }

    @Test
    void connect_thatHangs_failsAtTheConnectTimeout() {
        Nodes.run(1, nodes -> {
            listen(nodes);
            nodes.network().partition(List.of("node-1"), List.of(SERVER));
            CompletableFuture<Done> done = send(nodes, FRAMES.concat(idle(60)));
            nodes.sleep(CONNECT_TIMEOUT.minusMillis(500));
            assertThat(done).isNotDone();
            nodes.sleep(Duration.ofSeconds(1));
            assertFailure(done)
                    .isInstanceOf(StreamTcpException.class)
                    .hasCauseInstanceOf(ConnectException.class);
            assertThat(nodes.network().link("node-1", SERVER).connections()).isEmpty();
        });
    }

    /** Emits nothing, and ends after a while. */
    private static Source<byte[], NotUsed> idle(int seconds) {
        return tick(seconds).filter(frame -> false);
    }

    /** Emits nothing, and fails after a while. */
    private static Source<byte[], NotUsed> failing(int seconds) {
        return tick(seconds).map(frame -> {
            throw new IllegalStateException("on purpose");
        });
    }

    private static Source<byte[], NotUsed> tick(int seconds) {
        return Source.tick(Duration.ofSeconds(seconds), Duration.ofHours(1), new byte[] {0})
                .take(1)
                .mapMaterializedValue(ticks -> NotUsed.getInstance());
    }
}
