package dev.pekkosim.testkit;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.List;
import java.util.concurrent.FutureTask;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.io.Dns;
import org.apache.pekko.io.Tcp;
import org.apache.pekko.io.TcpMessage;
import org.apache.pekko.io.Udp;
import org.apache.pekko.io.UdpMessage;
import org.apache.pekko.io.dns.DnsProtocol;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An application that reaches for sockets, names and files of the machine. */
class OutsideTest {

    private static final InetSocketAddress ADDRESS =
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    private static final String PEKKO = ", which a simulated run cannot do: replace the actor or"
            + " stream that uses IO(Tcp), IO(Udp), IO(Dns) or Pekko HTTP in the test by one that"
            + " answers in virtual time, or move it out of the run";

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
                .isEqualTo("dev.pekkosim.testkit.OutsideTest calls java.net.Socket.connect to"
                        + " rates.example:443, which a simulated run cannot do: replace it in the"
                        + " test by an actor or a stub that answers in virtual time, or move it out"
                        + " of the run");
        assertThat(failure.cause()).isInstanceOf(UnsupportedOperationException.class);
    }

    private static Behavior<Void> client() {
        return Behaviors.setup(context -> {
            try (Socket socket = new Socket()) {
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

    @Test
    void tcp_ofPekko_isRefused() {
        assertThat(failureOf(system -> Tcp.get(system)
                        .manager()
                        .tell(TcpMessage.bind(ActorRef.noSender(), ADDRESS, 1), null)))
                .isEqualTo("org.apache.pekko.io.SelectionHandler$ChannelRegistryImpl calls"
                        + " java.nio.channels.spi.SelectorProvider.openSelector" + PEKKO);
    }

    @Test
    void udp_ofPekko_isRefused() {
        assertThat(failureOf(system -> Udp.get(system)
                        .manager()
                        .tell(UdpMessage.bind(ActorRef.noSender(), ADDRESS), null)))
                .isEqualTo("org.apache.pekko.io.SelectionHandler$ChannelRegistryImpl calls"
                        + " java.nio.channels.spi.SelectorProvider.openSelector" + PEKKO);
    }

    @Test
    void dns_ofPekko_isRefused() {
        assertThat(failureOf(system -> Dns.get(system)
                        .manager()
                        .tell(DnsProtocol.resolve("rates.example"), ActorRef.noSender())))
                .matches("org\\.apache\\.pekko\\.io\\.InetAddressDnsResolver\\S* calls"
                        + " java\\.net\\.InetAddress\\.getAllByName to look up rates\\.example.*");
    }

    /** What is done with an actor system. */
    @FunctionalInterface
    private interface Use {
        void of(ActorSystem system);
    }

    private static String failureOf(Use use) {
        Failure failure = TestRuns.fails(1, cluster -> {
            cluster.startAll(() -> Behaviors.setup(context -> {
                use.of(Adapter.toClassic(context.getSystem()));
                return Behaviors.empty();
            }));
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

        String writer = "dev.pekkosim.testkit.OutsideTest";
        assertThat(file).hasContent("dump");
        assertThat(first.writtenFiles()).containsExactly(new WrittenFile(writer, file.toString()));
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
