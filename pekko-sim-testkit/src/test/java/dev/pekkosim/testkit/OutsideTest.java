package dev.pekkosim.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import dev.pekkosim.engine.Failure;
import dev.pekkosim.engine.Failure.Kind;
import dev.pekkosim.engine.WrittenFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.channels.Selector;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.ManualTime;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.io.Dns;
import org.apache.pekko.io.Tcp;
import org.apache.pekko.io.TcpMessage;
import org.apache.pekko.io.Udp;
import org.apache.pekko.io.UdpConnected;
import org.apache.pekko.io.UdpMessage;
import org.apache.pekko.io.dns.DnsProtocol;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.util.ByteString;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** An application that reaches for sockets, names and files of the machine. */
class OutsideTest {

    private static final String SELF = "dev.pekkosim.testkit.OutsideTest";
    private static final String HERE = "OutsideTest\\.java:\\d+: " + SELF.replace(".", "\\.");
    private static final InetSocketAddress ADDRESS =
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    private static final String PEKKO = ", which a simulated run cannot do: replace the actor or"
            + " stream that uses IO(Udp), IO(Dns) or a client of Pekko HTTP in the test by one that"
            + " answers in virtual time, or move it out of the run";
    private static final String CONNECTING = ", which a simulated run cannot do: drive a server of"
            + " the run by calling its routes or its handler as a function, on its node by"
            + " SimCluster.runOn, and replace a client of the world outside by an actor or a stream"
            + " that answers in virtual time";

    private static volatile int lineBefore;

    @TempDir
    private Path folder;

    @Test
    void socket_thatAnActorOpens_failsTheRunThoughItCatches() {
        Failure failure = TestRuns.fails(1, cluster -> {
            cluster.startAll(OutsideTest::client);
            cluster.sleep(Duration.ofMinutes(1));
        });

        assertThat(failure.kind()).isEqualTo(Kind.OUTSIDE);
        assertThat(failure.property()).isEqualTo("a run does only what can be simulated");
        assertThat(failure.message())
                .isEqualTo("OutsideTest.java:" + (lineBefore + 1) + ": " + SELF
                        + " calls java.net.Socket.connect to rates.example:443, which a simulated"
                        + " run cannot do: replace it in the test by an actor or a stub that"
                        + " answers in virtual time, or move it out of the run");
        assertThat(failure.cause()).isInstanceOf(UnsupportedOperationException.class);
    }

    private static Behavior<Void> client() {
        return Behaviors.setup(context -> {
            try (Socket socket = new Socket()) {
                lineBefore = new Throwable().getStackTrace()[0].getLineNumber();
                socket.connect(InetSocketAddress.createUnresolved("rates.example", 443));
            } catch (IOException | UnsupportedOperationException e) {
                context.getLog().info("not today", e);
            }
            return Behaviors.empty();
        });
    }

    /** As the JDK's HTTP client does it: no class of the application is on the stack. */
    @Test
    void socket_thatAThreadOfTheJdkOpens_failsTheRun() {
        assertThat(failureOf(system -> new Thread(new FutureTask<>(Selector::open)).start()))
                .startsWith("the JDK, in a thread of its own, calls"
                        + " java.nio.channels.Selector.open, which a simulated run cannot do: ");
    }

    static Stream<Arguments> extensions() {
        return Stream.of(
                use(
                        "IO(Udp)",
                        system -> Udp.get(system)
                                .manager()
                                .tell(UdpMessage.bind(ActorRef.noSender(), ADDRESS), null)),
                use("IO(UdpConnected)", UdpConnected::get));
    }

    private static Arguments use(String extension, Use use) {
        return Arguments.of(extension, use);
    }

    private static void streamTo(String host, ActorSystem system) {
        Source.single(ByteString.fromString("hello"))
                .via(org.apache.pekko.stream.javadsl.Tcp.get(system).outgoingConnection(host, 443))
                .runWith(Sink.ignore(), system);
    }

    /** Its sockets are made by Pekko's own actors, later. */
    @ParameterizedTest
    @MethodSource("extensions")
    void extension_ofPekko_isRefusedWithTheLineThatUsesIt(String extension, Use use) {
        assertThat(failureOf(use)).matches(HERE + " uses " + Pattern.quote(extension + PEKKO));
    }

    @Test
    void stream_thatConnects_isRefusedWithTheLineThatRunsIt() {
        assertThat(failureOf(system -> streamTo("127.0.0.1", system)))
                .matches(HERE + Pattern.quote(" connects by IO(Tcp)" + CONNECTING));
    }

    @Test
    void actor_thatConnects_isRefusedWithTheActorThatAsks() {
        assertThat(failureOf(() -> Behaviors.setup(context -> {
                    Tcp.get(Adapter.toClassic(context.getSystem()))
                            .manager()
                            .tell(
                                    TcpMessage.connect(new InetSocketAddress(
                                            InetAddress.getLoopbackAddress(), 8080)),
                                    Adapter.toClassic(context.getSelf()));
                    return Behaviors.empty();
                })))
                .matches("node-\\d /user: "
                        + Pattern.quote("IO(Tcp) connects to localhost:8080" + CONNECTING));
    }

    @Test
    void name_thatPekkoLooksUpWithinACall_isRefusedWithTheLineOfTheCall() {
        assertThat(failureOf(system -> streamTo("rates.example", system)))
                .matches(
                        "OutsideTest\\.java:\\d+: org\\.apache\\.pekko\\.\\S+ calls the constructor of"
                                + " java\\.net\\.InetSocketAddress to look up rates\\.example, .*");
    }

    /** As by {@code pekko.extensions}: no line of the application is on the stack. */
    @Test
    void extension_thatTheConfigurationNames_isRefused() {
        Failure failure = TestRuns.failed(TestRuns.builder(1)
                .config(TestRuns.config("pekko.extensions = [\"org.apache.pekko.io.Udp\"]"))
                .body(cluster -> cluster.startAll(Behaviors::empty))
                .build()
                .run(1));

        assertThat(failure.message()).startsWith("org.apache.pekko.");
        assertThat(failure.message()).endsWith(" uses IO(Udp)" + PEKKO);
    }

    @Test
    void dns_ofPekko_isRefusedWithTheActorThatAsks() {
        Behavior<Void> client = Behaviors.setup(context -> {
            Dns.get(Adapter.toClassic(context.getSystem()))
                    .manager()
                    .tell(
                            DnsProtocol.resolve("rates.example"),
                            Adapter.toClassic(context.getSelf()));
            return Behaviors.empty();
        });

        assertThat(failureOf(() -> client))
                .matches(
                        "node-\\d /user: org\\.apache\\.pekko\\.io\\.InetAddressDnsResolver\\S* calls"
                                + " java\\.net\\.InetAddress\\.getAllByName to look up rates\\.example.*");
    }

    @Test
    void dns_thatNobodyAsks_isRefusedWithTheActorThatLooksUp() {
        assertThat(failureOf(system -> Dns.get(system)
                        .manager()
                        .tell(DnsProtocol.resolve("rates.example"), ActorRef.noSender())))
                .matches("node-\\d /system/IO-DNS/\\S+: org\\.apache\\.pekko\\.io\\.\\S+ calls"
                        + " java\\.net\\.InetAddress\\.getAllByName to look up rates\\.example.*");
    }

    /** As a health check asks; another host would be asked by packets that nothing simulates. */
    @Test
    void host_reachesItself_andNoOther() {
        List<Boolean> reached = new ArrayList<>();
        Failure failure = TestRuns.fails(2, cluster -> {
            cluster.startAll(Behaviors::empty);
            for (String host : List.of("node-1", "node-2")) {
                reached.add(cluster.runOn(cluster.node("node-1"), () -> isReachable(host)));
            }
        });

        assertThat(reached).containsExactly(true);
        assertThat(failure.kind()).isEqualTo(Kind.OUTSIDE);
        assertThat(failure.message())
                .matches(HERE
                        + " calls java\\.net\\.InetAddress\\.isReachable of [\\d.]+, which a"
                        + " simulated run cannot do: .*");
    }

    private static boolean isReachable(String host) {
        try {
            return InetAddress.getByName(host).isReachable(1_000);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    // ---- actor systems that the application makes

    @Test
    void system_withRemoting_isRefused() {
        assertThat(failureOf(system -> second("pekko.actor.provider = remote")))
                .matches(HERE
                        + Pattern.quote(" starts the actor system 'second' with remoting,"
                                + " which only the nodes of a run have: let the testkit start it as a node"
                                + " of its own, or set pekko.actor.provider = local for it"));
    }

    @Test
    void system_withoutRemoting_works() {
        AtomicInteger started = new AtomicInteger();

        TestRuns.passes(1, cluster -> {
            cluster.startAll(() -> Behaviors.setup(context -> {
                second("pekko.actor.provider = local").terminate();
                started.incrementAndGet();
                return Behaviors.empty();
            }));
            cluster.sleep(Duration.ofMinutes(1));
        });

        assertThat(started).hasPositiveValue();
    }

    private static ActorSystem second(String settings) {
        Config config = ConfigFactory.parseString(settings).withFallback(ConfigFactory.load());
        return ActorSystem.create("second", config);
    }

    // ---- virtual time

    @Test
    void manualTime_ofANode_isRefused() {
        assertThat(failureOf(system -> ManualTime.get(Adapter.toTyped(system))))
                .matches(HERE
                        + Pattern.quote(" asks for the ManualTime of a node, whose time is"
                                + " the run's: leave it out and wait, by SimCluster.sleep in the body of"
                                + " the run or by expectNoMessage of a probe; virtual time passes at"
                                + " once"));
    }

    @Test
    void manualTime_ofASystemOfItsOwn_works() {
        AtomicInteger asked = new AtomicInteger();

        TestRuns.passes(1, cluster -> {
            cluster.startAll(() -> Behaviors.setup(context -> {
                ActorTestKit kit = ActorTestKit.create(ManualTime.config());
                ManualTime.get(kit.system()).timePasses(Duration.ofMillis(10));
                kit.shutdownTestKit();
                asked.incrementAndGet();
                return Behaviors.empty();
            }));
            cluster.sleep(Duration.ofMinutes(1));
        });

        assertThat(asked).hasPositiveValue();
    }

    /** What is done with an actor system. */
    @FunctionalInterface
    private interface Use {
        void of(ActorSystem system);
    }

    private static String failureOf(Use use) {
        return failureOf(() -> Behaviors.setup(context -> {
            use.of(Adapter.toClassic(context.getSystem()));
            return Behaviors.empty();
        }));
    }

    private static String failureOf(Supplier<Behavior<Void>> guardian) {
        Failure failure = TestRuns.fails(1, cluster -> {
            cluster.startAll(guardian);
            cluster.sleep(Duration.ofMinutes(1));
        });
        assertThat(failure.kind()).isEqualTo(Kind.OUTSIDE);
        return failure.message();
    }

    @Test
    void file_thatAnActorWrites_isInTheResult() {
        Path file = folder.resolve("dump");

        Campaign campaign = campaign(file);
        RunResult first = TestRuns.passed(campaign.run(1));
        RunResult second = TestRuns.passed(campaign.run(2));

        assertThat(file).hasContent("dump");
        assertThat(first.writtenFiles()).containsExactly(new WrittenFile(SELF, file.toString()));
        assertThat(new CampaignReport("dump", List.of(first, second), 1).writtenFiles())
                .isEqualTo(first.writtenFiles());
    }

    @Test
    void file_ofAnotherName_isTheSameRun() {
        RunResult one = TestRuns.passed(campaign(folder.resolve("one")).run(1));
        RunResult other = TestRuns.passed(campaign(folder.resolve("other")).run(1));

        assertThat(other.hash()).isEqualTo(one.hash());
    }

    private static Campaign campaign(Path file) {
        return TestRuns.campaign(1, cluster -> {
            cluster.startAll(() -> Behaviors.setup(context -> {
                dump(file);
                return Behaviors.empty();
            }));
            cluster.sleep(Duration.ofMinutes(1));
        });
    }

    private static void dump(Path file) {
        try {
            Files.writeString(file, "dump");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void files_thatOnlyTheMachineryWrites_areNotInTheResult() {
        TestApp app = new TestApp();

        RunResult result = TestRuns.passes(3, cluster -> {
            cluster.startAll(app::guardian);
            cluster.sleep(Duration.ofMinutes(1));
        });

        assertThat(result.writtenFiles()).isEmpty();
    }
}
