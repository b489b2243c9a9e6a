package dev.pekkosim.transport.net;

import static dev.pekkosim.transport.net.Traffic.numbers;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Black holes and half-open connections. */
class BrokenConnectionTest {

    private static final NetworkSettings IMPATIENT =
            new NetworkSettings(LinkLatency.DEFAULT, Bandwidth.UNBOUNDED, 1000, 30 * Wire.SECONDS);

    @Test
    void blackHole_passesNothingAndTellsNobody() {
        Wire.runSeeds(20, wire -> {
            Traffic inbound = wire.listen("node-2");
            Traffic outbound = wire.open("node-1", "node-2");
            outbound.send(5);
            wire.network().blackHole(outbound.connection());
            outbound.send(5);
            wire.sleep(60 * Wire.SECONDS);
            assertThat(inbound.received).isEmpty();
            assertThat(inbound.closed).isEmpty();
            assertThat(outbound.closed).isEmpty();
            assertThat(outbound.connection().isOpen()).isTrue();
        });
    }

    @Test
    void blackHole_swallowsTheEndsOfConnectionsToo() {
        Wire.run(1, wire -> {
            Traffic inbound = wire.listen("node-2");
            Traffic closing = wire.open("node-1", "node-2");
            Traffic rejected = wire.open("node-1", "node-2");
            Connection accepted = inbound.connection();
            wire.network().blackHole("node-1", "node-2");
            closing.connection().close();
            accepted.reject();
            wire.sleep(60 * Wire.SECONDS);
            assertThat(inbound.closed).isEmpty();
            assertThat(rejected.closed).isEmpty();
        });
    }

    @Test
    void blackHole_timesOutOnlyWhoSends() {
        Wire.run(1, wire -> {
            wire.network().configure(IMPATIENT);
            Traffic inbound = wire.listen("node-2");
            Traffic busy = wire.open("node-1", "node-2");
            Traffic idle = wire.open("node-1", "node-2");
            wire.network().blackHole("node-1", "node-2");
            busy.send(3);
            wire.sleep(29 * Wire.SECONDS);
            assertThat(busy.closed).isEmpty();
            wire.sleep(2 * Wire.SECONDS);
            assertThat(busy.closed).containsExactly(CloseReason.TIMED_OUT);
            assertThat(idle.closed).isEmpty();
            assertThat(inbound.closed).isEmpty();
        });
    }

    @Test
    void blackHole_timesOutWhoSentJustBefore() {
        Wire.run(1, wire -> {
            wire.network().configure(IMPATIENT);
            wire.listen("node-2");
            Traffic outbound = wire.open("node-1", "node-2");
            outbound.send(1);
            wire.network().blackHole(outbound.connection());
            wire.sleep(31 * Wire.SECONDS);
            assertThat(outbound.closed).containsExactly(CloseReason.TIMED_OUT);
        });
    }

    @Test
    void blackHole_sparesOtherConnections() {
        Wire.run(1, wire -> {
            Traffic inbound = wire.listen("node-2");
            wire.network().blackHole(wire.open("node-1", "node-2").connection());
            wire.open("node-1", "node-2").send(3);
            wire.sleep(Wire.SOON);
            assertThat(inbound.received).isEqualTo(numbers(3));
        });
    }

    @Test
    void end_ofOneOfTwoBlackHoles_resetsOnlyWhatTheOtherDoesNotCover() {
        Wire.run(1, wire -> {
            wire.listen("node-2");
            Traffic inBoth = wire.open("node-1", "node-2");
            Traffic inFirst = wire.open("node-1", "node-2");
            BlackHole first = wire.network().blackHole("node-1", "node-2");
            Traffic inSecond = wire.open("node-1", "node-2");
            BlackHole second = wire.network().blackHole(inBoth.connection());
            BlackHole third = wire.network().blackHole(inSecond.connection());
            first.end();
            wire.sleep(Wire.SOON);
            assertThat(inFirst.closed).containsExactly(CloseReason.RESET);
            assertThat(inBoth.closed).isEmpty();
            assertThat(inSecond.closed).isEmpty();
            first.end();
            second.end();
            wire.sleep(Wire.SOON);
            assertThat(inBoth.closed).containsExactly(CloseReason.RESET);
            assertThat(inSecond.closed).isEmpty();
            third.end();
            wire.sleep(Wire.SOON);
            assertThat(inSecond.closed).containsExactly(CloseReason.RESET);
        });
    }

    @Test
    void repairAll_resetsBlackHolesAndDeliversNothingOfThem() {
        Wire.runSeeds(20, wire -> {
            Traffic inbound = wire.listen("node-2");
            Traffic outbound = wire.open("node-1", "node-2");
            outbound.send(5);
            wire.network().blackHole(outbound.connection());
            outbound.send(5);
            wire.sleep(Wire.SECONDS);
            wire.network().repairAll();
            wire.sleep(Wire.SOON);
            assertThat(inbound.received).isEmpty();
            assertThat(inbound.closed).containsExactly(CloseReason.RESET);
            assertThat(outbound.closed).containsExactly(CloseReason.RESET);
            assertThat(wire.network().frames().lost()).isEqualTo(10);
            assertThat(wire.network().link("node-1", "node-2").connections()).isEmpty();
        });
    }

    @Test
    void repairAll_resetsAnAttemptToConnectInABlackHole() {
        Wire.run(1, wire -> {
            Traffic inbound = wire.listen("node-2");
            Traffic outbound = wire.connect("node-1", "node-2");
            wire.network().blackHole(outbound.connection());
            wire.sleep(60 * Wire.SECONDS);
            assertThat(outbound.connects).isZero();
            wire.network().repairAll();
            wire.sleep(Wire.SOON);
            assertThat(outbound.connects).isZero();
            assertThat(outbound.closed).containsExactly(CloseReason.RESET);
            assertThat(inbound.connects).isZero();
        });
    }

    @Test
    void repairAll_deliversNoAnswerThatABlackHoleSwallowed() {
        Wire.run(1, wire -> {
            wire.network().latency("node-1", "node-2", LinkLatency.fixed(2 * Wire.MILLIS));
            Traffic inbound = wire.listen("node-2");
            Traffic outbound = wire.connect("node-1", "node-2");
            wire.sleep(3 * Wire.MILLIS);
            assertThat(inbound.connects).isEqualTo(1);
            wire.network().blackHole(outbound.connection());
            wire.network().repairAll();
            wire.sleep(Wire.SOON);
            assertThat(outbound.connects).isZero();
            assertThat(inbound.closed).containsExactly(CloseReason.RESET);
            assertThat(outbound.closed).containsExactly(CloseReason.RESET);
        });
    }

    @Test
    void halfOpen_isSeenByTheReceiverAndByTheSenderOnlyWhenItSends() {
        Wire.runSeeds(20, wire -> {
            Traffic inbound = wire.listen("node-2");
            Traffic outbound = wire.open("node-1", "node-2");
            outbound.send(3);
            wire.sleep(Wire.SOON);
            wire.network().halfOpen(outbound.connection());
            wire.sleep(3600 * Wire.SECONDS);
            assertThat(inbound.received).isEqualTo(numbers(3));
            assertThat(inbound.closed).containsExactly(CloseReason.TIMED_OUT);
            assertThat(outbound.closed).isEmpty();

            outbound.send(2);
            wire.sleep(Wire.SOON);
            assertThat(inbound.received).isEqualTo(numbers(3));
            assertThat(inbound.closed).hasSize(1);
            assertThat(outbound.closed).containsExactly(CloseReason.RESET);
            assertThat(wire.network().frames().lost()).isEqualTo(2);
            assertThat(wire.network().link("node-1", "node-2").connections()).isEmpty();
        });
    }

    @Test
    void halfOpen_withFramesUnderWay_isAnsweredWithAReset() {
        Wire.run(1, wire -> {
            Traffic inbound = wire.listen("node-2");
            Traffic outbound = wire.open("node-1", "node-2");
            outbound.send(3);
            wire.network().halfOpen(outbound.connection());
            wire.sleep(Wire.SOON);
            assertThat(inbound.received).isEmpty();
            assertThat(inbound.closed).containsExactly(CloseReason.TIMED_OUT);
            assertThat(outbound.closed).containsExactly(CloseReason.RESET);
        });
    }

    @Test
    void halfOpen_withAFullWindow_isAnsweredWithAReset() {
        Wire.run(1, wire -> {
            wire.network().configure(IMPATIENT);
            Traffic inbound = wire.listen("node-2");
            inbound.consuming = false;
            Traffic outbound = wire.open("node-1", "node-2");
            outbound.send(1000, 1);
            wire.sleep(Wire.SOON);
            wire.network().halfOpen(outbound.connection());
            wire.sleep(Wire.SOON);
            assertThat(outbound.closed).containsExactly(CloseReason.RESET);
        });
    }

    @Test
    void halfOpen_overACut_isAnsweredAfterTheRepair() {
        Wire.run(1, wire -> {
            Traffic inbound = wire.listen("node-2");
            Traffic outbound = wire.open("node-1", "node-2");
            Cut cut = wire.network().partition(List.of("node-1"), List.of("node-2"));
            outbound.send(3);
            wire.network().halfOpen(wire.network().link("node-1", "node-2"));
            wire.sleep(Wire.SECONDS);
            assertThat(inbound.closed).containsExactly(CloseReason.TIMED_OUT);
            assertThat(outbound.closed).isEmpty();
            cut.repair();
            wire.sleep(Wire.SOON);
            assertThat(inbound.received).isEmpty();
            assertThat(outbound.closed).containsExactly(CloseReason.RESET);
        });
    }

    /** The reset that was on the wire must not take the retransmission behind it along. */
    @Test
    void halfOpen_afterAResetOverACut_isAnsweredAfterTheRepair() {
        Wire.runSeeds(20, wire -> {
            Traffic inbound = wire.listen("node-2");
            Traffic outbound = wire.open("node-1", "node-2");
            Cut cut = wire.network().partition(List.of("node-1"), List.of("node-2"));
            outbound.send(3);
            wire.network().reset(outbound.connection());
            outbound.send(1);
            wire.network().halfOpen(outbound.connection());
            wire.sleep(Wire.SECONDS);
            assertThat(inbound.closed).containsExactly(CloseReason.TIMED_OUT);
            cut.repair();
            wire.sleep(Wire.SOON);
            assertThat(inbound.closed).hasSize(1);
            assertThat(outbound.closed).containsExactly(CloseReason.RESET);
            assertThat(wire.network().link("node-1", "node-2").connections()).isEmpty();
        });
    }

    @Test
    void halfOpen_withFramesThatARuleHolds_isAnsweredWhenTheRuleIsGone() {
        Wire.run(1, wire -> {
            Traffic inbound = wire.listen("node-2");
            Traffic outbound = wire.open("node-1", "node-2");
            InstalledRule rule = wire.network()
                    .install("hold", passage -> passage.bytes() == 8 ? Verdict.HOLD : Verdict.PASS);
            outbound.send(8, 1);
            wire.network().halfOpen(outbound.connection());
            wire.sleep(Wire.SECONDS);
            assertThat(outbound.closed).isEmpty();
            rule.uninstall();
            wire.sleep(Wire.SOON);
            assertThat(inbound.received).isEmpty();
            assertThat(outbound.closed).containsExactly(CloseReason.RESET);
            assertThat(wire.network().frames().underWay()).isZero();
        });
    }

    @Test
    void brokenConnections_areInTheTrace() {
        Wire.run(1, wire -> {
            wire.listen("node-2");
            Connection first = wire.open("node-1", "node-2").connection();
            Connection second = wire.open("node-1", "node-2").connection();
            List<String> events = wire.events();
            wire.network().blackHole(first);
            wire.network().halfOpen(second);
            wire.network().repairAll();
            assertThat(events)
                    .containsExactly(
                            "black hole node-1->node-2:17355/2",
                            "half open node-1->node-2:17355/2",
                            "reset node-1->node-2:17355/2");
        });
    }

    /** What is ended twice, or does not apply, is neither drawn nor in the hash. */
    @Test
    void faults_thatDoNotApply_leaveTheHashAsItIs() {
        for (int seed = 0; seed < 10; seed++) {
            long plain = Wire.run(seed, wire -> faults(wire, false)).hash();
            assertThat(Wire.run(seed, wire -> faults(wire, true)).hash()).isEqualTo(plain);
        }
    }

    private static void faults(Wire wire, boolean again) {
        SimNetwork network = wire.network();
        wire.listen("node-2");
        Traffic open = wire.open("node-1", "node-2");
        Traffic rejected = wire.connect("node-1", "node-3");
        if (again) {
            network.halfOpen(rejected.connection());
            network.repairAll();
        }
        open.send(3);
        Hold hold = network.holdLink("node-1", "node-2");
        InstalledRule rule = network.install("pass", passage -> Verdict.PASS);
        hold.release();
        rule.uninstall();
        network.blackHole(open.connection());
        if (again) {
            hold.release();
            rule.uninstall();
            network.blackHole(open.connection());
        }
        wire.sleep(Wire.SOON);
        network.repairAll();
        if (again) {
            network.repairAll();
        }
        wire.sleep(Wire.SOON);
    }
}
