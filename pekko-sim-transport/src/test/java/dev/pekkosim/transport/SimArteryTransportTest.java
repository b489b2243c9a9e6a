package dev.pekkosim.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pekkosim.transport.net.Connection;
import dev.pekkosim.transport.net.Cut;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.actor.ExtendedActorSystem;
import org.apache.pekko.actor.PoisonPill;
import org.apache.pekko.actor.Terminated;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Real actor systems on the simulated wire. */
class SimArteryTransportTest {

    private static final String LANES =
            "pekko.remote.artery.advanced { inbound-lanes = 4, outbound-lanes = 3 }";
    private static final String LARGE =
            "pekko.remote.artery.large-message-destinations = [ \"/user/echo\" ]";

    private static ActorRef startEcho(Nodes nodes) {
        ActorSystem one = nodes.start("node-1");
        ActorSystem two = nodes.start("node-2");
        nodes.on("node-2", () -> two.actorOf(Nodes.Echo.props(), "echo"));
        return nodes.resolve("node-1", one, "node-2", "echo");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", LANES, LARGE})
    void ask_ofARemoteActor_isAnswered(String settings) {
        Nodes.run(1, settings, nodes -> {
            ActorRef echo = startEcho(nodes);
            assertThat(nodes.ask("node-1", echo, "hello")).isEqualTo("hello");
            assertThat(nodes.network().frames().delivered()).isGreaterThan(4);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"", LANES, LARGE})
    void run_ofOneSeed_hasOneHash(String settings) {
        for (int seed = 0; seed < 5; seed++) {
            long first =
                    Nodes.run(seed, settings, SimArteryTransportTest::traffic).hash();
            assertThat(Nodes.run(seed, settings, SimArteryTransportTest::traffic)
                            .hash())
                    .isEqualTo(first);
        }
    }

    private static void traffic(Nodes nodes) {
        ActorRef echo = startEcho(nodes);
        for (int i = 0; i < 10; i++) {
            nodes.ask("node-1", echo, "m" + i);
        }
        nodes.network().reset(nodes.network().link("node-1", "node-2"));
        nodes.sleep(Duration.ofSeconds(10));
        nodes.ask("node-1", echo, "again");
        nodes.crash("node-2", true);
        nodes.sleep(Duration.ofSeconds(60));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", LANES})
    void messages_fromOneToOne_arriveInOrder(String settings) {
        Nodes.run(3, settings, nodes -> {
            List<Object> taken = new ArrayList<>();
            ActorSystem one = nodes.start("node-1");
            ActorSystem two = nodes.start("node-2");
            nodes.on("node-2", () -> two.actorOf(Nodes.Collect.props(taken::add), "collect"));
            ActorRef collect = nodes.resolve("node-1", one, "node-2", "collect");
            List<String> sent = IntStream.range(0, 2000)
                    .mapToObj(i -> "m" + i + " ".repeat(300))
                    .toList();
            nodes.on("node-1", () -> {
                sent.forEach(m -> collect.tell(m, ActorRef.noSender()));
                return true;
            });
            nodes.sleep(Duration.ofSeconds(5));
            assertThat(taken).isEqualTo(sent);
        });
    }

    @Test
    void partition_holdsMessagesUntilItIsRepaired() {
        Nodes.run(4, nodes -> {
            List<Object> taken = new ArrayList<>();
            ActorSystem one = nodes.start("node-1");
            ActorSystem two = nodes.start("node-2");
            nodes.on("node-2", () -> two.actorOf(Nodes.Collect.props(taken::add), "collect"));
            ActorRef collect = nodes.resolve("node-1", one, "node-2", "collect");
            Cut cut = nodes.network().partition(List.of("node-1"), List.of("node-2"));
            nodes.on("node-1", () -> {
                collect.tell("held", ActorRef.noSender());
                return true;
            });
            nodes.sleep(Duration.ofSeconds(5));
            assertThat(taken).isEmpty();
            cut.repair();
            nodes.sleep(Duration.ofSeconds(1));
            assertThat(taken).containsExactly("held");
        });
    }

    @Test
    void connect_overACut_isTriedUntilTheRepair() {
        Nodes.run(10, nodes -> {
            ActorSystem one = nodes.start("node-1");
            ActorSystem two = nodes.start("node-2");
            nodes.on("node-2", () -> two.actorOf(Nodes.Echo.props(), "echo"));
            Cut cut = nodes.network().partition(List.of("node-1"), List.of("node-2"));
            nodes.on(
                    "node-1",
                    () -> one.actorSelection(Nodes.address("node-2", "echo"))
                            .resolveOne(Nodes.TIMEOUT));
            nodes.sleep(Duration.ofMinutes(3));
            assertThat(nodes.network().frames().sent()).isZero();
            cut.repair();
            nodes.sleep(Duration.ofSeconds(30));
            ActorRef echo = nodes.resolve("node-1", one, "node-2", "echo");
            assertThat(nodes.ask("node-1", echo, "hello")).isEqualTo("hello");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"", LANES, LARGE})
    void inboundStream_thatFails_closesAllConnectionsAndIsRestarted(String settings) {
        Nodes.run(11, settings + "\npekko.remote.artery.advanced.test-mode = on", nodes -> {
            ActorSystem one = nodes.start("node-1");
            ActorSystem two = nodes.start("node-2");
            nodes.on("node-2", () -> two.actorOf(Nodes.Echo.props(), "echo"));
            ActorRef echo = nodes.resolve("node-1", one, "node-2", "echo");
            nodes.ask("node-1", echo, "before");
            List<Connection> former = nodes.network().link("node-1", "node-2").connections();
            nodes.failInboundStreamOnce("node-2", two);
            nodes.on("node-1", () -> {
                echo.tell("lost", ActorRef.noSender());
                return true;
            });
            nodes.sleep(Duration.ofSeconds(10));
            assertThat(nodes.ask("node-1", echo, "after")).isEqualTo("after");
            assertThat(nodes.network().link("node-1", "node-2").connections())
                    .isNotEmpty()
                    .doesNotContainAnyElementsOf(former);
        });
    }

    @Test
    void watch_acrossResets_stillReportsTheDeath() {
        for (int seed = 0; seed < 10; seed++) {
            Nodes.run(seed, nodes -> {
                List<Object> taken = new ArrayList<>();
                ActorSystem two = nodes.start("node-2");
                ActorSystem three = nodes.start("node-3");
                ActorRef echo = nodes.on("node-2", () -> two.actorOf(Nodes.Echo.props(), "echo"));
                ActorRef watcher = nodes.on(
                        "node-3", () -> three.actorOf(Nodes.Collect.props(taken::add), "watcher"));
                ActorRef watched = nodes.resolve("node-3", three, "node-2", "echo");
                nodes.on("node-3", () -> {
                    watcher.tell(watched, ActorRef.noSender());
                    return true;
                });
                nodes.sleep(Duration.ofNanos(nodes.engine().seed() * 300_000));
                reset(nodes);
                nodes.sleep(Duration.ofSeconds(3));
                nodes.on("node-2", () -> {
                    echo.tell(PoisonPill.getInstance(), ActorRef.noSender());
                    return true;
                });
                nodes.sleep(Duration.ofNanos(nodes.engine().seed() * 300_000));
                reset(nodes);
                nodes.sleep(Duration.ofSeconds(10));
                assertThat(taken).singleElement().isInstanceOf(Terminated.class);
            });
        }
    }

    private static void reset(Nodes nodes) {
        nodes.network().reset(nodes.network().link("node-2", "node-3"));
        nodes.network().reset(nodes.network().link("node-3", "node-2"));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void restart_onTheSameHost_isReachableAsANewIncarnation(boolean hostDead) {
        Nodes.run(5, nodes -> {
            ActorRef former = startEcho(nodes);
            ActorSystem one = nodes.start("node-3");
            assertThat(nodes.ask("node-3", nodes.resolve("node-3", one, "node-2", "echo"), "a"))
                    .isEqualTo("a");
            nodes.crash("node-2", hostDead);
            nodes.sleep(Duration.ofSeconds(2));
            ActorSystem again = nodes.start("node-2");
            nodes.on("node-2", () -> again.actorOf(Nodes.Echo.props(), "echo"));
            nodes.sleep(Duration.ofSeconds(10));
            nodes.on(
                    "node-3",
                    () -> one.actorSelection(Nodes.address("node-2", "echo"))
                            .resolveOne(Nodes.TIMEOUT));
            nodes.sleep(Duration.ofSeconds(
                    30)); // the first message may fall to a connection that is gone
            ActorRef current = nodes.resolve("node-3", one, "node-2", "echo");
            assertThat(current.path().uid()).isNotEqualTo(former.path().uid());
            assertThat(nodes.ask("node-3", current, "b")).isEqualTo("b");
        });
    }

    @Test
    void start_whereAnotherSystemListens_fails() {
        Nodes.run(6, nodes -> {
            nodes.start("node-1");
            assertThatThrownBy(() -> nodes.start("node-1"))
                    .hasMessageContaining("node-1:17355 is already bound in this network");
        });
    }

    @Test
    void start_onPortZero_takesAFreePort() {
        Nodes.run(7, "pekko.remote.artery.canonical.port = 0", nodes -> {
            ActorSystem one = nodes.start("node-1");
            assertThat(((ExtendedActorSystem) one)
                            .provider()
                            .getDefaultAddress()
                            .toString())
                    .isEqualTo("pekko://test@node-1:49152");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"", LANES, LARGE})
    void terminate_leavesNothingOnTheNetwork(String settings) {
        Nodes.run(8, settings, nodes -> {
            ActorSystem one = nodes.start("node-1");
            ActorSystem two = nodes.start("node-2");
            nodes.on("node-2", () -> two.actorOf(Nodes.Echo.props(), "echo"));
            nodes.ask("node-1", nodes.resolve("node-1", one, "node-2", "echo"), "hello");
            nodes.on("node-1", () -> {
                one.terminate();
                return true;
            });
            one.getWhenTerminated().toCompletableFuture().join();
            nodes.sleep(Duration.ofSeconds(60));
            assertThat(nodes.network().link("node-1", "node-2").connections()).isEmpty();
            nodes.start("node-1");
        });
    }

    @Test
    void idleStreams_areClosedAndComeBackWhenUsed() {
        Nodes.run(9, nodes -> {
            ActorRef echo = startEcho(nodes);
            nodes.ask("node-1", echo, "before");
            nodes.sleep(Duration.ofMinutes(7));
            assertThat(connections(nodes)).isEmpty();
            assertThat(nodes.ask("node-1", echo, "after")).isEqualTo("after");
            assertThat(connections(nodes)).contains(2);
        });
    }

    private static List<Integer> connections(Nodes nodes) {
        return nodes.network().link("node-1", "node-2").connections().stream()
                .map(Connection::streamId)
                .toList();
    }
}
