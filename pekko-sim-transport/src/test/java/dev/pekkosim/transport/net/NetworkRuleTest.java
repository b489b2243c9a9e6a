package dev.pekkosim.transport.net;

import static dev.pekkosim.transport.net.Traffic.numbers;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pekkosim.engine.Outcome;
import dev.pekkosim.engine.decision.Purpose;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

class NetworkRuleTest {

    private static boolean isConnect(Passage passage) {
        return passage.kind() == Passage.Kind.CONNECT;
    }

    private static boolean isFrame(Passage passage) {
        return passage.kind() == Passage.Kind.FRAME;
    }

    private static NetworkRule rule(Predicate<Passage> about, Verdict verdict) {
        return passage -> about.test(passage) ? verdict : Verdict.PASS;
    }

    @Test
    void rule_isAskedAboutEachAttemptToConnectAndEachFrame() {
        Wire.run(1, wire -> {
            wire.listen("node-2");
            wire.open("node-1", "node-2");
            List<Passage> asked = new ArrayList<>();
            wire.network().install("look", passage -> {
                asked.add(passage);
                return Verdict.PASS;
            });
            Traffic outbound = wire.open("node-1", "node-2");
            outbound.send(7, 2);
            outbound.connection().close();
            assertThat(asked)
                    .containsExactly(
                            passage(Passage.Kind.CONNECT, 0, 0),
                            passage(Passage.Kind.FRAME, 1, 7),
                            passage(Passage.Kind.FRAME, 2, 7));
            assertThat(asked.get(0)).hasToString("connect node-1->node-2:17355/2 #1");
            assertThat(asked.get(1)).hasToString("frame node-1->node-2:17355/2 #1 7 bytes");
            assertThat(outbound.connection().number()).isEqualTo(1);
        });
    }

    private static Passage passage(Passage.Kind kind, long number, int bytes) {
        return new Passage("node-1", "node-2", Wire.PORT, 2, 1, kind, number, bytes);
    }

    @Test
    void delay_ofOneFrame_delaysAllBehindItAndNothingElse() {
        Wire.runSeeds(20, wire -> {
            Traffic inbound = wire.listen("node-2");
            Traffic other = wire.listen("node-3");
            Traffic outbound = wire.open("node-1", "node-2");
            Traffic toThree = wire.open("node-1", "node-3");
            wire.network()
                    .install(
                            "slow",
                            rule(passage -> passage.bytes() == 8, Verdict.delay(Wire.SECONDS)));
            outbound.send(3);
            outbound.send(8, 1);
            outbound.send(3);
            toThree.send(3);
            wire.sleep(Wire.SOON);
            assertThat(inbound.received).isEqualTo(numbers(3));
            assertThat(other.received).isEqualTo(numbers(3));
            wire.sleep(Wire.SECONDS);
            assertThat(inbound.received).isEqualTo(numbers(7));
        });
    }

    @Test
    void delays_ofSeveralRules_addUp() {
        Wire.run(1, wire -> {
            wire.network().latency("node-1", "node-2", LinkLatency.fixed(0));
            Traffic inbound = wire.listen("node-2");
            Traffic outbound = wire.open("node-1", "node-2");
            wire.network()
                    .install("one", rule(NetworkRuleTest::isFrame, Verdict.delay(Wire.SECONDS)));
            wire.network()
                    .install(
                            "two", rule(NetworkRuleTest::isFrame, Verdict.delay(2 * Wire.SECONDS)));
            long sentAt = wire.engine().now();
            outbound.send(1);
            wire.sleep(4 * Wire.SECONDS);
            assertThat(inbound.arrivals.get(0) - sentAt)
                    .isBetween(3 * Wire.SECONDS, 3 * Wire.SECONDS + 10 * Wire.MICROS);
        });
    }

    @Test
    void delay_underACut_countsFromTheRepair() {
        Wire.run(1, wire -> {
            Traffic inbound = wire.listen("node-2");
            Traffic outbound = wire.open("node-1", "node-2");
            wire.network()
                    .install("slow", rule(NetworkRuleTest::isFrame, Verdict.delay(Wire.SECONDS)));
            wire.network().partition(List.of("node-1"), List.of("node-2"));
            outbound.send(1);
            wire.sleep(5 * Wire.SECONDS);
            wire.network().repair(List.of("node-1"), List.of("node-2"));
            wire.sleep(Wire.SECONDS / 2);
            assertThat(inbound.received).isEmpty();
            wire.sleep(Wire.SECONDS);
            assertThat(inbound.received).isEqualTo(numbers(1));
        });
    }

    @Test
    void hold_ofOneFrame_holdsAllBehindItUntilTheRuleIsGone() {
        Wire.runSeeds(20, wire -> {
            Traffic inbound = wire.listen("node-2");
            Traffic outbound = wire.open("node-1", "node-2");
            InstalledRule rule = wire.network()
                    .install("hold", rule(passage -> passage.bytes() == 8, Verdict.HOLD));
            outbound.send(3);
            outbound.send(8, 1);
            outbound.send(3);
            outbound.connection().close();
            wire.sleep(60 * Wire.SECONDS);
            assertThat(inbound.received).isEqualTo(numbers(3));
            assertThat(inbound.closed).isEmpty();
            assertThat(wire.network().frames().held()).isEqualTo(4);

            rule.uninstall();
            wire.sleep(Wire.SOON);
            assertThat(inbound.received).isEqualTo(numbers(7));
            assertThat(inbound.closed).containsExactly(CloseReason.CLOSED);
            assertThat(wire.network().link("node-1", "node-2").connections()).isEmpty();
        });
    }

    @Test
    void hold_byTwoRules_endsWithTheLast() {
        for (int first = 0; first < 2; first++) {
            int ended = first;
            Wire.run(1, wire -> {
                Traffic inbound = wire.listen("node-2");
                Traffic outbound = wire.open("node-1", "node-2");
                List<InstalledRule> rules = List.of(
                        wire.network().install("one", rule(NetworkRuleTest::isFrame, Verdict.HOLD)),
                        wire.network()
                                .install("two", rule(NetworkRuleTest::isFrame, Verdict.HOLD)));
                outbound.send(3);
                rules.get(ended).uninstall();
                rules.get(ended).uninstall();
                wire.sleep(Wire.SECONDS);
                assertThat(inbound.received).isEmpty();
                assertThat(wire.network().rules()).containsExactly(rules.get(1 - ended));
                rules.get(1 - ended).uninstall();
                wire.sleep(Wire.SOON);
                assertThat(inbound.received).isEqualTo(numbers(3));
            });
        }
    }

    @Test
    void hold_thatLasts_timesTheSenderOut() {
        Wire.run(1, wire -> {
            wire.network()
                    .configure(new NetworkSettings(
                            LinkLatency.DEFAULT, Bandwidth.UNBOUNDED, 1000, 30 * Wire.SECONDS));
            Traffic inbound = wire.listen("node-2");
            Traffic outbound = wire.open("node-1", "node-2");
            wire.network().install("hold", rule(NetworkRuleTest::isFrame, Verdict.HOLD));
            outbound.send(3);
            wire.sleep(29 * Wire.SECONDS);
            assertThat(outbound.closed).isEmpty();
            wire.sleep(2 * Wire.SECONDS);
            assertThat(outbound.closed).containsExactly(CloseReason.TIMED_OUT);
            wire.network().repairAll();
            wire.sleep(Wire.SOON);
            assertThat(inbound.received).isEmpty();
        });
    }

    @Test
    void hold_ofConnects_letsThemHangAndSparesConnectionsThatAreOpen() {
        Wire.run(1, wire -> {
            Traffic inbound = wire.listen("node-2");
            Traffic open = wire.open("node-1", "node-2");
            InstalledRule rule =
                    wire.network().install("hang", rule(NetworkRuleTest::isConnect, Verdict.HOLD));
            Traffic hanging = wire.connect("node-1", "node-2");
            Traffic givenUp = wire.connect("node-1", "node-2");
            open.send(3);
            wire.sleep(60 * Wire.SECONDS);
            givenUp.connection().abort();
            assertThat(hanging.connects).isZero();
            assertThat(hanging.closed).isEmpty();
            assertThat(inbound.received).isEqualTo(numbers(3));

            rule.uninstall();
            wire.sleep(Wire.SOON);
            assertThat(hanging.connects).isEqualTo(1);
            assertThat(inbound.connects).isEqualTo(2);
        });
    }

    @Test
    void delay_ofConnects_makesThemSlow() {
        Wire.run(1, wire -> {
            wire.listen("node-2");
            wire.network()
                    .install(
                            "slow",
                            rule(NetworkRuleTest::isConnect, Verdict.delay(3 * Wire.SECONDS)));
            long from = wire.engine().now();
            Traffic outbound = wire.connect("node-1", "node-2");
            wire.sleep(4 * Wire.SECONDS);
            assertThat(outbound.connectedAt - from)
                    .isBetween(3 * Wire.SECONDS, 3 * Wire.SECONDS + Wire.SOON);
        });
    }

    @Test
    void refuse_ofConnects_refusesAlthoughSomebodyListens() {
        Wire.run(1, wire -> {
            Traffic inbound = wire.listen("node-2");
            InstalledRule rule = wire.network()
                    .install("full", rule(NetworkRuleTest::isConnect, Verdict.REFUSE));
            Traffic refused = wire.open("node-1", "node-2");
            assertThat(refused.closed).containsExactly(CloseReason.REFUSED);
            assertThat(refused.connects).isZero();
            assertThat(inbound.connects).isZero();
            assertThat(wire.network().link("node-1", "node-2").connections()).isEmpty();
            rule.uninstall();
            assertThat(wire.open("node-1", "node-2").connects).isEqualTo(1);
        });
    }

    @Test
    void refuse_ofAFrame_failsTheRun() {
        assertThatThrownBy(() -> Wire.run(1, wire -> {
                    wire.listen("node-2");
                    Traffic outbound = wire.open("node-1", "node-2");
                    wire.network().install("wrong", passage -> Verdict.REFUSE);
                    outbound.send(1);
                    wire.sleep(Wire.SOON);
                }))
                .hasMessageContaining("rule wrong must refuse only attempts to connect, but"
                        + " refused frame node-1->node-2:17355/2 #0 4 bytes");
    }

    @Test
    void rule_thatThrows_failsTheRun() {
        assertThatThrownBy(() -> Wire.run(1, wire -> {
                    wire.network().install("broken", passage -> {
                        throw new IllegalStateException("on purpose");
                    });
                    wire.connect("node-1", "node-2");
                    wire.sleep(Wire.SOON);
                }))
                .hasMessageContaining(
                        "rule broken threw java.lang.IllegalStateException: on purpose");
    }

    @Test
    void reset_ofAFrame_losesItAndASuffixOfWhatWasBeforeIt() {
        List<Integer> arrived = new ArrayList<>();
        Wire.runSeeds(50, wire -> {
            Traffic inbound = wire.listen("node-2");
            Traffic outbound = wire.open("node-1", "node-2");
            wire.network().install("reset", rule(passage -> passage.bytes() == 8, Verdict.RESET));
            outbound.send(3);
            outbound.send(8, 1);
            outbound.send(2);
            wire.sleep(Wire.SOON);
            assertThat(inbound.received).isEqualTo(numbers(inbound.received.size()));
            assertThat(inbound.closed).containsExactly(CloseReason.RESET);
            assertThat(outbound.closed).containsExactly(CloseReason.RESET);
            assertThat(wire.network().frames().lost()).isEqualTo(6 - inbound.received.size());
            assertThat(wire.network().link("node-1", "node-2").connections()).isEmpty();
            arrived.add(inbound.received.size());
        });
        assertThat(arrived).contains(0, 1, 2, 3).doesNotContain(4, 5, 6);
    }

    @Test
    void reset_behindAHeldFrame_happensWhenThatIsReleased() {
        Wire.run(1, wire -> {
            Traffic inbound = wire.listen("node-2");
            Traffic outbound = wire.open("node-1", "node-2");
            InstalledRule hold = wire.network()
                    .install("hold", rule(passage -> passage.bytes() == 8, Verdict.HOLD));
            wire.network().install("reset", rule(passage -> passage.bytes() == 9, Verdict.RESET));
            outbound.send(8, 1);
            outbound.send(9, 1);
            wire.sleep(Wire.SECONDS);
            assertThat(outbound.closed).isEmpty();
            hold.uninstall();
            wire.sleep(Wire.SOON);
            assertThat(inbound.closed).containsExactly(CloseReason.RESET);
            assertThat(outbound.closed).containsExactly(CloseReason.RESET);
            assertThat(wire.network().frames().underWay()).isZero();
        });
    }

    @Test
    void rules_areAskedInOrderUntilOneDecides() {
        Wire.run(1, wire -> {
            wire.listen("node-2");
            Traffic outbound = wire.open("node-1", "node-2");
            List<String> asked = new ArrayList<>();
            wire.network().install("one", passage -> {
                asked.add("one");
                return Verdict.delay(1);
            });
            InstalledRule two = wire.network().install("two", passage -> {
                asked.add("two");
                return Verdict.HOLD;
            });
            wire.network().install("three", passage -> {
                asked.add("three");
                return Verdict.PASS;
            });
            outbound.send(2);
            assertThat(asked).containsExactly("one", "two");
            two.uninstall();
            assertThat(asked).containsExactly("one", "two", "three", "one", "three");
        });
    }

    @Test
    void rule_thatUninstallsItself_holdsNothing() {
        Wire.run(1, wire -> {
            Traffic inbound = wire.listen("node-2");
            Traffic outbound = wire.open("node-1", "node-2");
            List<Passage> asked = new ArrayList<>();
            wire.network().install("once", passage -> {
                wire.network().rules().get(0).uninstall();
                return Verdict.HOLD;
            });
            wire.network().install("behind", passage -> {
                asked.add(passage);
                return Verdict.PASS;
            });
            outbound.send(1);
            wire.sleep(Wire.SOON);
            assertThat(wire.network().rules()).hasSize(1);
            assertThat(inbound.received).isEqualTo(numbers(1));
            assertThat(asked).hasSize(1);
        });
    }

    @Test
    void rules_areInTheTrace() {
        Wire.run(1, wire -> {
            wire.listen("node-2");
            Traffic outbound = wire.open("node-1", "node-2");
            List<String> events = wire.events();
            wire.network().install("pass", passage -> Verdict.PASS);
            wire.network().install("slow", rule(NetworkRuleTest::isFrame, Verdict.delay(5)));
            outbound.send(1);
            wire.network().repairAll();
            assertThat(events)
                    .containsExactly(
                            "install rule pass",
                            "install rule slow",
                            "rule slow: delay 5 ns frame node-1->node-2:17355/2 #0 4 bytes",
                            "uninstall rule pass",
                            "uninstall rule slow");
        });
    }

    @Test
    void rule_thatLetsAllPass_drawsNothingAndShiftsNothing() {
        List<Long> plain = new ArrayList<>();
        List<Long> ruled = new ArrayList<>();
        Outcome without = Wire.run(5, wire -> plain.addAll(arrivals(wire)));
        Outcome with = Wire.run(5, wire -> {
            wire.network().install("pass", passage -> Verdict.PASS);
            ruled.addAll(arrivals(wire));
        });
        assertThat(ruled).isEqualTo(plain);
        assertThat(with.steps()).isEqualTo(without.steps());
        assertThat(with.hash()).isNotEqualTo(without.hash());
    }

    /** When frames arrive, and how much was drawn. */
    private static List<Long> arrivals(Wire wire) {
        Traffic inbound = wire.listen("node-2");
        Traffic outbound = wire.open("node-1", "node-2");
        outbound.send(20);
        wire.sleep(Wire.SOON);
        wire.network().reset(outbound.connection());
        wire.sleep(Wire.SOON);
        List<Long> seen = new ArrayList<>(inbound.arrivals);
        seen.add(wire.engine().decisions().stream(Purpose.NETWORK).drawn());
        seen.add(wire.engine().decisions().stream(
                        Purpose.NETWORK, 1, wire.node("node-1").number())
                .drawn());
        return seen;
    }

    @Test
    void verdict_thatMakesNoSense_isRejected() {
        assertThatThrownBy(() -> Verdict.delay(-1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("delay must not be negative, and 0 for DELAY, but is -1 ns");
        assertThatThrownBy(() -> new Verdict(Verdict.Kind.HOLD, 5))
                .hasMessage("delay must not be negative, and 0 for HOLD, but is 5 ns");
    }
}
