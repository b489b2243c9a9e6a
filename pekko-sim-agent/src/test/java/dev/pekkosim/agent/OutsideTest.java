package dev.pekkosim.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import ch.qos.logback.Appender;
import com.acme.Rates;
import java.io.IOException;
import java.net.ConnectException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.net.UnknownHostException;
import java.nio.channels.DatagramChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What cannot be simulated is refused on a carrier, and works as ever off it. */
class OutsideTest {

    private static final String STUB =
            ", which a simulated run cannot do: replace it in the test by"
                    + " an actor or a stub that answers in virtual time, or move it out of the run";
    private static final String LITERAL = ", which a simulated run cannot do: give it a literal"
            + " address such as 127.0.0.1 in the test, or move it out of the run";
    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();
    private static final String CHANNELS = "java.nio.channels.";

    static Stream<Arguments> working() {
        return Stream.of(
                call(Rates::bind, "java.net.ServerSocket.bind on localhost:0"),
                call(
                        Rates::newServerSocket,
                        "the constructor of java.net.ServerSocket on 0.0.0.0:0"),
                call(Rates::datagramSocket, "the constructor of java.net.DatagramSocket"),
                call(Rates::openChannel, CHANNELS + "SocketChannel.open"),
                call(Rates::serverChannel, CHANNELS + "ServerSocketChannel.open"),
                call(Rates::datagramChannel, CHANNELS + "DatagramChannel.open"),
                call(Rates::unixChannel, CHANNELS + "SocketChannel.open"),
                call(Rates::asynchronousChannel, CHANNELS + "AsynchronousSocketChannel.open"),
                call(
                        Rates::asynchronousServerChannel,
                        CHANNELS + "AsynchronousServerSocketChannel.open"),
                call(Rates::channelGroup, CHANNELS + "AsynchronousChannelGroup.withThreadPool"),
                call(Rates::isReachable, "java.net.InetAddress.isReachable of 0.0.0.0"),
                call(Rates::selector, CHANNELS + "Selector.open"),
                call(Rates::selectorOfProvider, CHANNELS + "spi.SelectorProvider.openSelector"),
                call(Rates::httpClient, "java.net.http.HttpClient.newHttpClient"),
                call(Rates::byReflection, CHANNELS + "SocketChannel.open"),
                call(Rates::process, "java.lang.ProcessBuilder.start to run true"),
                call(Rates::exec, "java.lang.Runtime.exec to run true"),
                call(Rates::pipeline, "java.lang.ProcessBuilder.startPipeline to run true"),
                Arguments.of(
                        (Rates.Call) Rates::localHost,
                        "java.net.InetAddress.getLocalHost to look up the machine's own name"
                                + LITERAL));
    }

    private static Arguments call(Rates.Call call, String called) {
        return Arguments.of(call, called + STUB);
    }

    @ParameterizedTest
    @MethodSource("working")
    void call_onCarrier_isRefused(Rates.Call call, String sentence) {
        assertRefused(call, sentence);
    }

    @ParameterizedTest
    @MethodSource("working")
    void call_offCarrier_works(Rates.Call call, String sentence) throws IOException {
        assertThat(call.run()).isEqualTo(true);
    }

    /** Where a driver opens its socket helps nobody who does not know the driver. */
    @Test
    void callOfALibrary_isToldWithTheLineThatCallsTheLibrary() {
        FakeCarrier.Outcome outcome = FakeCarrier.run(() -> {
            try {
                return Rates.byLibrary();
            } catch (UnsupportedOperationException e) {
                return e.getMessage();
            }
        });

        assertThat(outcome.value())
                .asString()
                .matches("Rates\\.java:[1-9]\\d*: "
                        + Pattern.quote(
                                "com.driver.Wire calls " + CHANNELS + "SocketChannel.open" + STUB));
    }

    /** As a health check asks. */
    @Test
    void machine_reachesItself() {
        FakeCarrier.Outcome outcome = FakeCarrier.run(Rates::isItselfReachable);

        assertThat(outcome.value()).isEqualTo(true);
        assertThat(outcome.asked()).isEmpty();
    }

    private static void assertRefused(Rates.Call call, String sentence) {
        FakeCarrier.Outcome outcome = FakeCarrier.run(() -> {
            try {
                return call.run();
            } catch (UnsupportedOperationException e) {
                return e.getMessage();
            }
        });

        assertThat(outcome.value())
                .asString()
                .matches("Rates\\.java:[1-9]\\d*: "
                        + Pattern.quote("com.acme.Rates calls " + sentence));
        assertThat(outcome.asked()).contains("refused " + outcome.value());
    }

    // ---- sockets

    @Test
    void connect_toAClosedPort_failsOnlyOffCarriers() throws IOException {
        int closed = closedPort();

        assertThatExceptionOfType(ConnectException.class).isThrownBy(() -> Rates.connect(closed));
        assertThatExceptionOfType(ConnectException.class)
                .isThrownBy(() -> Rates.connectChannel(closed));
        assertRefused(
                () -> Rates.connect(closed),
                "java.net.Socket.connect to localhost:" + closed + STUB);
        assertRefused(
                () -> Rates.connectChannel(closed),
                CHANNELS + "SocketChannel.open to localhost:" + closed + STUB);
    }

    private static int closedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    @Test
    void connect_toAHost_isRefusedWithItsName() {
        assertRefused(
                Rates::connectToHost, "java.net.Socket.connect to " + Rates.HOST + ":443" + STUB);
        assertRefused(
                Rates::newSocket,
                "the constructor of java.net.Socket to look up " + Rates.HOST + STUB);
        assertRefused(Rates::url, "java.net.URL.openStream to look up " + Rates.HOST + STUB);
    }

    @Test
    void socket_openedOffCarrier_isRefusedWhenUsedOnOne() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 1, LOOPBACK);
                Socket socket = new Socket(LOOPBACK, server.getLocalPort());
                Socket accepted = server.accept();
                Socket waiting = new Socket(LOOPBACK, server.getLocalPort())) {
            accepted.getOutputStream().write(7);

            assertRefused(() -> Rates.read(socket), "java.io.InputStream.read" + STUB);
            assertRefused(() -> Rates.accept(server), "java.net.ServerSocket.accept" + STUB);
            assertThat(Rates.read(socket)).isEqualTo(7);
            assertThat(Rates.accept(server)).isEqualTo(true);
            assertThat(waiting.isConnected()).isTrue();
        }
    }

    @Test
    void channel_openedOffCarrier_isRefusedWhenUsedOnOne() throws IOException {
        try (ServerSocketChannel server =
                        ServerSocketChannel.open().bind(new InetSocketAddress(LOOPBACK, 0));
                SocketChannel channel = SocketChannel.open()) {
            String prefix = CHANNELS + "SocketChannel.";
            SocketAddress target = server.getLocalAddress();
            String to =
                    " to " + LOOPBACK.getHostAddress() + ":" + server.socket().getLocalPort();
            assertRefused(
                    () -> Rates.connect(channel.socket(), target),
                    "java.net.Socket.connect" + to + STUB);
            assertRefused(() -> Rates.connect(channel, target), prefix + "connect" + to + STUB);
            assertThat(Rates.connect(channel, target)).isEqualTo(true);
            assertRefused(
                    () -> Rates.accept(server), CHANNELS + "ServerSocketChannel.accept" + STUB);
            assertRefused(
                    () -> Rates.accept(server.socket()), "java.net.ServerSocket.accept" + STUB);
            server.socket().setSoTimeout(1_000);
            assertRefused(
                    () -> Rates.accept(server.socket()), "java.net.ServerSocket.accept" + STUB);
            try (SocketChannel accepted = server.accept()) {
                assertRefused(() -> Rates.write(channel), prefix + "write" + STUB);
                assertRefused(() -> Rates.writeTwo(channel), prefix + "write" + STUB);
                assertThat(Rates.write(channel)).isEqualTo(1);
                assertThat(Rates.writeTwo(channel)).isEqualTo(2L);
                assertRefused(() -> Rates.read(accepted), prefix + "read" + STUB);
                assertRefused(() -> Rates.readTwo(accepted), prefix + "read" + STUB);
                assertThat(Rates.read(accepted)).isEqualTo(1);
            }
        }
    }

    @Test
    void unixChannel_openedOffCarrier_isRefusedWhenUsedOnOne(@TempDir Path folder)
            throws IOException {
        SocketAddress target = UnixDomainSocketAddress.of(folder.resolve("s"));
        try (ServerSocketChannel server =
                        ServerSocketChannel.open(StandardProtocolFamily.UNIX).bind(target);
                SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            assertRefused(
                    () -> Rates.connect(channel, target),
                    CHANNELS + "SocketChannel.connect to " + target + STUB);
            assertThat(Rates.connect(channel, target)).isEqualTo(true);
            assertThat(server.isOpen()).isTrue();
        }
    }

    @Test
    void datagrams_openedOffCarrier_areRefusedWhenUsedOnOne() throws IOException {
        String prefix = CHANNELS + "DatagramChannel.";
        try (DatagramChannel channel =
                        DatagramChannel.open().bind(new InetSocketAddress(LOOPBACK, 0));
                DatagramSocket socket = new DatagramSocket(0, LOOPBACK)) {
            assertRefused(() -> Rates.send(channel), prefix + "send" + STUB);
            assertThat(Rates.send(channel)).isEqualTo(1);
            assertRefused(() -> Rates.receive(channel), prefix + "receive" + STUB);
            assertThat(Rates.receive(channel)).isEqualTo(true);
            assertRefused(() -> Rates.send(socket), "java.net.DatagramSocket.send" + STUB);
            assertThat(Rates.send(socket)).isEqualTo(true);
            assertRefused(() -> Rates.receive(socket), "java.net.DatagramSocket.receive" + STUB);
            assertThat(Rates.receive(socket)).isEqualTo(true);

            SocketAddress self = channel.getLocalAddress();
            assertRefused(() -> Rates.connect(channel, self), prefix + "connect" + STUB);
            assertThat(Rates.connect(channel, self)).isEqualTo(true);
            assertRefused(() -> Rates.write(channel), prefix + "write" + STUB);
            assertRefused(() -> Rates.writeTwo(channel), prefix + "write" + STUB);
            assertThat(Rates.write(channel)).isEqualTo(1);
            assertThat(Rates.writeTwo(channel)).isEqualTo(2L);
            assertRefused(() -> Rates.read(channel), prefix + "read" + STUB);
            assertRefused(() -> Rates.readTwo(channel), prefix + "read" + STUB);
            assertThat(Rates.read(channel)).isEqualTo(1);
            assertThat(Rates.readTwo(channel)).isEqualTo(2L);
        }
    }

    /** It serves whoever looks at the run, and not the run. */
    @Test
    void socket_ofALogger_isLeftAlone() {
        FakeCarrier.Outcome outcome = FakeCarrier.run(Appender::send);

        assertThat(outcome.value()).isEqualTo(true);
        assertThat(outcome.asked()).noneMatch(asked -> asked.startsWith("refused"));
    }

    // ---- names

    @Test
    void name_onCarrier_isRefused() {
        String inet = "java.net.InetAddress.";
        String host = " to look up " + Rates.HOST + LITERAL;

        assertRefused(() -> Rates.byName(Rates.HOST), inet + "getByName" + host);
        assertRefused(() -> Rates.allByName(Rates.HOST), inet + "getAllByName" + host);
        assertRefused(
                () -> Rates.address(Rates.HOST),
                "the constructor of java.net.InetSocketAddress" + host);
        assertRefused(
                () -> Rates.nameOf(9),
                inet + "getHostName to look up the name of 192.0.2.9" + LITERAL);
    }

    @Test
    void name_offCarrier_isLookedUp() throws IOException {
        assertThatExceptionOfType(UnknownHostException.class)
                .isThrownBy(() -> Rates.byName(Rates.HOST));
        assertThat(Rates.byName("localhost")).isIn("127.0.0.1", "0:0:0:0:0:0:0:1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "192.0.2.1", "::1", "[2001:db8::1]"})
    void literalAddress_onCarrier_isNoLookUp(String address) {
        FakeCarrier.Outcome outcome = FakeCarrier.run(
                () -> List.of(Rates.byName(address), Rates.allByName(address)).get(1));

        assertThat(outcome.value()).isEqualTo(1);
        assertThat(outcome.asked()).noneMatch(asked -> asked.startsWith("refused"));
    }

    @Test
    void loopback_onCarrier_isTheSameOnEveryMachine() {
        FakeCarrier.Outcome outcome =
                FakeCarrier.run(() -> List.of(Rates.byName("localhost"), Rates.nameOf(1)));

        assertThat(outcome.value()).isEqualTo(List.of("127.0.0.1", "localhost"));
        assertThat(outcome.asked()).noneMatch(asked -> asked.startsWith("refused"));
    }
}
