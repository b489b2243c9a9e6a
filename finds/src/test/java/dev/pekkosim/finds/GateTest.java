package dev.pekkosim.finds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Real sockets through a gate, whose link is held, slowed, refused and reset. */
@Timeout(30)
class GateTest {

    private static final int SOON_MILLIS = 200;
    private static final int LATE_MILLIS = 10_000;

    private final Link link = new Link("client -> server");
    private ServerSocket server = unbound();
    private Gate gate = gate();

    private static ServerSocket unbound() {
        try {
            return new ServerSocket();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Gate gate() {
        try {
            return new Gate(Loopback.host(1));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @BeforeEach
    void open() throws IOException {
        server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        gate.open(target(), this::linkOf);
    }

    private InetSocketAddress target() {
        return (InetSocketAddress) server.getLocalSocketAddress();
    }

    /** Node 2 in its first life is the only one that is alive. */
    private @Nullable Link linkOf(InetAddress source) {
        return source.equals(Loopback.source(1, 2)) ? link : null;
    }

    @AfterEach
    void close() throws IOException {
        gate.close();
        server.close();
    }

    // ---- what a sound network does

    @Test
    void soundLink_carriesBothWaysInOrderAndTellsTheEnd() throws IOException {
        try (Socket client = connect(1);
                Socket accepted = server.accept()) {
            client.getOutputStream().write(new byte[] {1, 2, 3});
            client.shutdownOutput();
            assertThat(accepted.getInputStream().readAllBytes()).containsExactly(1, 2, 3);
            accepted.getOutputStream().write(4);
            accepted.shutdownOutput();
            assertThat(client.getInputStream().readAllBytes()).containsExactly(4);
        }
    }

    // ---- hold

    @Test
    void heldLink_carriesNothingUntilItIsReleased() throws IOException {
        try (Socket client = connect(1);
                Socket accepted = server.accept()) {
            link.hold();
            client.getOutputStream().write(new byte[] {1, 2});
            client.shutdownOutput();
            assertThatNothingComes(accepted);
            link.release();
            accepted.setSoTimeout(LATE_MILLIS);
            assertThat(accepted.getInputStream().readAllBytes()).containsExactly(1, 2);
        }
    }

    @Test
    void heldLink_letsNewConnectionsWait() throws IOException {
        link.hold();
        try (Socket client = connect(1)) {
            client.getOutputStream().write(7);
            server.setSoTimeout(SOON_MILLIS);
            assertThatThrownBy(server::accept).isInstanceOf(SocketTimeoutException.class);
            link.release();
            server.setSoTimeout(LATE_MILLIS);
            try (Socket accepted = server.accept()) {
                assertThat(accepted.getInputStream().read()).isEqualTo(7);
            }
        }
    }

    // ---- delay

    @Test
    void slowLink_deliversLater() throws IOException {
        try (Socket client = connect(1);
                Socket accepted = server.accept()) {
            link.delay(Duration.ofMillis(SOON_MILLIS * 3));
            long sent = System.nanoTime();
            client.getOutputStream().write(1);
            assertThat(accepted.getInputStream().read()).isEqualTo(1);
            assertThat(Duration.ofNanos(System.nanoTime() - sent))
                    .isGreaterThanOrEqualTo(Duration.ofMillis(SOON_MILLIS * 3));
        }
    }

    // ---- reset

    @Test
    void resetLink_endsBothEndsAndLosesWhatIsUnderWay() throws IOException {
        try (Socket client = connect(1);
                Socket accepted = server.accept()) {
            link.delay(Duration.ofMillis(LATE_MILLIS));
            client.getOutputStream().write(1);
            link.reset();
            assertThatIsReset(client);
            assertThatIsReset(accepted);
        }
    }

    @Test
    void resetLink_takesNewConnections() throws IOException {
        try (Socket client = connect(1);
                Socket accepted = server.accept()) {
            link.reset();
            assertThatIsReset(client);
            assertThatIsReset(accepted);
        }
        soundLink_carriesBothWaysInOrderAndTellsTheEnd();
    }

    /** A peer that dies is told to the other end, through the relay. */
    @Test
    void resetByThePeer_isHandedOn() throws IOException {
        try (Socket client = connect(1);
                Socket accepted = server.accept()) {
            Relay.reset(accepted);
            assertThatIsReset(client);
        }
    }

    // ---- refuse

    @Test
    void refusedLink_resetsNewConnectionsUntilItAccepts() throws IOException {
        link.refuse();
        try (Socket client = connect(1)) {
            assertThatIsReset(client);
        }
        link.accept();
        soundLink_carriesBothWaysInOrderAndTellsTheEnd();
    }

    @Test
    void refusedLink_keepsConnectionsThatItHas() throws IOException {
        try (Socket client = connect(1);
                Socket accepted = server.accept()) {
            link.refuse();
            client.getOutputStream().write(1);
            assertThat(accepted.getInputStream().read()).isEqualTo(1);
        }
    }

    @Test
    void deadLifeOfANode_isReset() throws IOException {
        try (Socket client = connect(2)) {
            assertThatIsReset(client);
        }
    }

    // ---- shut

    @Test
    void shutGate_isRefusedByTheMachineUntilItOpensAgain() throws IOException {
        gate.shut();
        assertThatThrownBy(() -> connect(1)).isInstanceOf(ConnectException.class);
        gate.open(target(), this::linkOf);
        soundLink_carriesBothWaysInOrderAndTellsTheEnd();
    }

    @Test
    void gateOpensOnce() {
        assertThatThrownBy(() -> gate.open(target(), this::linkOf))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("gate " + gate.address() + " is open already");
    }

    // ---- clients

    /** Connects as a life of node 2. */
    private Socket connect(int life) throws IOException {
        Socket client = new Socket();
        client.setSoTimeout(LATE_MILLIS);
        client.bind(new InetSocketAddress(Loopback.source(life, 2), 0));
        client.connect(gate.address());
        return client;
    }

    private static void assertThatNothingComes(Socket socket) throws IOException {
        socket.setSoTimeout(SOON_MILLIS);
        assertThatThrownBy(() -> socket.getInputStream().read())
                .isInstanceOf(SocketTimeoutException.class);
    }

    private static void assertThatIsReset(Socket socket) throws IOException {
        socket.setSoTimeout(LATE_MILLIS);
        assertThatThrownBy(() -> socket.getInputStream().read())
                .isInstanceOf(SocketException.class)
                .isNotInstanceOf(SocketTimeoutException.class);
    }
}
