package dev.pekkosim.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pekkosim.transport.net.Connection;
import dev.pekkosim.transport.net.Hold;
import dev.pekkosim.transport.net.InstalledRule;
import dev.pekkosim.transport.net.Link;
import dev.pekkosim.transport.net.NetworkRule;
import dev.pekkosim.transport.net.Passage;
import dev.pekkosim.transport.net.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.actor.PoisonPill;
import org.apache.pekko.actor.Terminated;
import org.apache.pekko.pattern.AskTimeoutException;
import org.junit.jupiter.api.Test;

/** What an application sees of rules, holds, black holes and half-open connections. */
class SimArteryFaultTest {

    private static final int ORDINARY = 2;
    private static final long SECOND = 1_000_000_000;

    /**
     * On node-1 the reference of an actor of node-2 that answers, over connections that are open.
     */
    private static ActorRef startEcho(Nodes nodes) {
        ActorSystem one = nodes.start("node-1");
        ActorSystem two = nodes.start("node-2");
        nodes.on("node-2", () -> two.actorOf(Nodes.Echo.props(), "echo"));
        ActorRef echo = nodes.resolve("node-1", one, "node-2", "echo");
        nodes.ask("node-1", echo, "before");
        return echo;
    }

    /** On node-1 the reference of an actor of node-2 that collects. */
    private static ActorRef startCollect(Nodes nodes, List<Object> taken) {
        ActorSystem one = nodes.start("node-1");
        ActorSystem two = nodes.start("node-2");
        nodes.on("node-2", () -> two.actorOf(Nodes.Collect.props(taken::add), "collect"));
        return nodes.resolve("node-1", one, "node-2", "collect");
    }

    private static void tell(Nodes nodes, ActorRef to, List<String> messages) {
        nodes.on("node-1", () -> {
            messages.forEach(message -> to.tell(message, ActorRef.noSender()));
            return true;
        });
    }

    private static void assertAskFails(Nodes nodes, ActorRef to) {
        assertThatThrownBy(() -> nodes.ask("node-1", to, "lost"))
                .hasCauseInstanceOf(AskTimeoutException.class);
    }

    private static void assertAskSucceeds(Nodes nodes, ActorRef to) {
        assertThat(nodes.ask("node-1", to, "hello")).isEqualTo("hello");
    }

    private static Connection ordinary(Nodes nodes) {
        return nodes.network().link("node-1", "node-2").connections().stream()
                .filter(connection -> connection.streamId() == ORDINARY)
                .findFirst()
                .orElseThrow();
    }

    private static NetworkRule onOrdinaryFrames(Verdict verdict) {
        return passage -> passage.streamId() == ORDINARY
                        && passage.kind() == Passage.Kind.FRAME
                        && passage.from().equals("node-1")
                ? verdict
                : Verdict.PASS;
    }

    private static NetworkRule onConnects(Verdict verdict) {
        return passage -> passage.kind() == Passage.Kind.CONNECT ? verdict : Verdict.PASS;
    }

    @Test
    void rule_thatDelaysFrames_makesAnswersLate() {
        Nodes.run(1, nodes -> {
            ActorRef echo = startEcho(nodes);
            nodes.network().install("slow", onOrdinaryFrames(Verdict.delay(5 * SECOND)));
            long askedAt = nodes.engine().now();
            assertAskSucceeds(nodes, echo);
            assertThat(nodes.engine().now() - askedAt).isBetween(5 * SECOND, 6 * SECOND);
        });
    }

    @Test
    void rule_thatHoldsFrames_failsAsksAndDeliversInOrderWhenItIsGone() {
        Nodes.run(2, nodes -> {
            List<Object> taken = new ArrayList<>();
            ActorRef collect = startCollect(nodes, taken);
            InstalledRule rule = nodes.network().install("hold", onOrdinaryFrames(Verdict.HOLD));
            tell(nodes, collect, List.of("a", "b", "c"));
            assertAskFails(nodes, collect);
            assertThat(taken).isEmpty();
            rule.uninstall();
            nodes.sleep(Duration.ofSeconds(1));
            assertThat(taken).containsExactly("a", "b", "c", "lost");
        });
    }

    @Test
    void rule_thatResetsOnce_losesMessagesAndDoesNotQuarantine() {
        Nodes.run(3, nodes -> {
            ActorRef echo = startEcho(nodes);
            InstalledRule rule = nodes.network().install("reset", onOrdinaryFrames(Verdict.RESET));
            assertAskFails(nodes, echo);
            rule.uninstall();
            assertAskSucceeds(nodes, echo);
        });
    }

    @Test
    void rules_onConnects_keepNodesApartUntilTheyAreGone() {
        List<Verdict> verdicts =
                List.of(Verdict.REFUSE, Verdict.RESET, Verdict.HOLD, Verdict.delay(10 * SECOND));
        for (Verdict verdict : verdicts) {
            Nodes.run(4, nodes -> {
                ActorSystem one = nodes.start("node-1");
                ActorSystem two = nodes.start("node-2");
                nodes.on("node-2", () -> two.actorOf(Nodes.Echo.props(), "echo"));
                InstalledRule rule = nodes.network().install("apart", onConnects(verdict));
                assertThatThrownBy(() -> nodes.resolve("node-1", one, "node-2", "echo"))
                        .hasMessageContaining("ActorNotFound");
                assertThat(nodes.network().frames().sent()).as("%s", verdict).isZero();
                rule.uninstall();
                nodes.sleep(Duration.ofSeconds(30));
                assertAskSucceeds(nodes, nodes.resolve("node-1", one, "node-2", "echo"));
            });
        }
    }

    @Test
    void rule_thatSlowsConnectsALittle_onlyCostsTime() {
        Nodes.run(5, nodes -> {
            nodes.network().install("slow", onConnects(Verdict.delay(3 * SECOND)));
            assertAskSucceeds(nodes, startEcho(nodes));
            assertThat(nodes.engine().now()).isGreaterThan(6 * SECOND);
        });
    }

    @Test
    void holdLink_makesMessagesLateAndLosesNone() {
        Nodes.run(6, nodes -> {
            List<Object> taken = new ArrayList<>();
            ActorRef collect = startCollect(nodes, taken);
            Hold hold = nodes.network().holdLink("node-1", "node-2");
            tell(nodes, collect, List.of("a", "b", "c"));
            nodes.sleep(Duration.ofSeconds(60));
            assertThat(taken).isEmpty();
            hold.release();
            nodes.sleep(Duration.ofSeconds(1));
            assertThat(taken).containsExactly("a", "b", "c");
        });
    }

    @Test
    void holdHost_forLessThanHeartbeatsMayPause_isNoDeath() {
        Nodes.run(7, nodes -> {
            startEcho(nodes);
            Watch watch = watchEcho(nodes);
            Hold hold = nodes.network().holdHost("node-2");
            nodes.sleep(Duration.ofSeconds(5));
            hold.release();
            nodes.sleep(Duration.ofSeconds(30));
            assertThat(watch.taken()).isEmpty();
            assertThat(nodes.ask("node-3", watch.echo(), "hello")).isEqualTo("hello");
        });
    }

    @Test
    void holdHost_forLonger_endsInQuarantine() {
        Nodes.run(7, nodes -> {
            startEcho(nodes);
            Watch watch = watchEcho(nodes);
            Hold hold = nodes.network().holdHost("node-2");
            nodes.sleep(Duration.ofSeconds(60));
            assertThat(watch.taken()).singleElement().isInstanceOf(Terminated.class);
            hold.release();
            nodes.sleep(Duration.ofSeconds(30));
            assertThatThrownBy(() -> nodes.ask("node-3", watch.echo(), "hello"))
                    .hasCauseInstanceOf(AskTimeoutException.class);
        });
    }

    /**
     * An actor of node-3 that watches one of node-2.
     *
     * @param echo what it watches
     * @param taken what it is told
     */
    private record Watch(ActorRef echo, List<Object> taken) {}

    private static Watch watchEcho(Nodes nodes) {
        List<Object> taken = new ArrayList<>();
        ActorSystem three = nodes.start("node-3");
        ActorRef watcher = nodes.on("node-3", () -> three.actorOf(Nodes.Collect.props(taken::add)));
        ActorRef echo = nodes.resolve("node-3", three, "node-2", "echo");
        nodes.on("node-3", () -> {
            watcher.tell(echo, ActorRef.noSender());
            return true;
        });
        nodes.sleep(Duration.ofSeconds(2));
        return new Watch(echo, taken);
    }

    @Test
    void blackHole_ofTheOrdinaryStream_failsAsksUntilItIsReset() {
        Nodes.run(8, nodes -> {
            ActorRef echo = startEcho(nodes);
            Connection swallowed = ordinary(nodes);
            nodes.network().blackHole(swallowed);
            assertAskFails(nodes, echo);
            assertAskFails(nodes, echo);
            assertThat(ordinary(nodes)).isSameAs(swallowed);
            nodes.network().repairAll();
            nodes.sleep(Duration.ofSeconds(5));
            assertAskSucceeds(nodes, echo);
            assertThat(ordinary(nodes)).isNotSameAs(swallowed);
        });
    }

    @Test
    void blackHole_thatIsNotReset_endsWithTheRetransmissionTimeout() {
        Nodes.run(9, "pekko.sim.network.retransmission-timeout = 30s", nodes -> {
            ActorRef echo = startEcho(nodes);
            nodes.network().blackHole(ordinary(nodes));
            assertAskFails(nodes, echo);
            nodes.sleep(Duration.ofSeconds(20));
            assertAskSucceeds(nodes, echo);
        });
    }

    @Test
    void halfOpen_losesTheNextMessageAndDoesNotQuarantine() {
        Nodes.run(10, nodes -> {
            ActorRef echo = startEcho(nodes);
            Connection former = ordinary(nodes);
            nodes.network().halfOpen(former);
            nodes.sleep(Duration.ofSeconds(30));
            assertThat(ordinary(nodes)).isSameAs(former);
            assertAskFails(nodes, echo);
            assertAskSucceeds(nodes, echo);
            assertThat(ordinary(nodes)).isNotSameAs(former);
        });
    }

    @Test
    void halfOpen_ofALink_losesNoSystemMessage() {
        for (int seed = 0; seed < 10; seed++) {
            Nodes.run(seed, nodes -> {
                ActorRef echo = startEcho(nodes);
                Watch watch = watchEcho(nodes);
                Link toWatcher = nodes.network().link("node-2", "node-3");
                assertThat(toWatcher.connections()).isNotEmpty();
                nodes.network().halfOpen(toWatcher);
                nodes.on("node-1", () -> {
                    echo.tell(PoisonPill.getInstance(), ActorRef.noSender());
                    return true;
                });
                nodes.sleep(Duration.ofSeconds(10));
                assertThat(watch.taken()).singleElement().isInstanceOf(Terminated.class);
            });
        }
    }

    @Test
    void rule_thatLetsAllPass_shiftsNothing() {
        long[] ended = new long[2];
        for (int i = 0; i < 2; i++) {
            int ruled = i;
            Nodes.run(11, nodes -> {
                if (ruled == 1) {
                    nodes.network().install("pass", passage -> Verdict.PASS);
                }
                assertAskSucceeds(nodes, startEcho(nodes));
                ended[ruled] = nodes.engine().now();
            });
        }
        assertThat(ended[1]).isEqualTo(ended[0]);
    }
}
