package dev.pekkosim.transport.net;

import static dev.pekkosim.transport.net.Traffic.numbers;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class NetworkFaultTest {

    private static final List<String> ONE = List.of("node-1");
    private static final List<String> TWO = List.of("node-2");

    @Test
    void partition_holdsFramesBothWaysUntilRepaired() {
        Wire.runSeeds(20, wire -> {
            Traffic toTwo = wire.listen("node-2");
            Traffic toOne = wire.listen("node-1");
            Traffic there = wire.open("node-1", "node-2");
            Traffic back = wire.open("node-2", "node-1");
            there.send(5);
            Cut cut = wire.network().partition(ONE, TWO);
            there.send(5);
            back.send(10);
            wire.sleep(60 * Wire.SECONDS);
            assertThat(toTwo.received).isEmpty();
            assertThat(toOne.received).isEmpty();
            assertThat(wire.network().frames().held()).isEqualTo(20);

            cut.repair();
            wire.sleep(Wire.SOON);
            there.send(5);
            wire.sleep(Wire.SOON);
            assertThat(toTwo.received).isEqualTo(numbers(15));
            assertThat(toOne.received).isEqualTo(numbers(10));
            assertThat(wire.network().frames().held()).isEqualTo(20);
        });
    }

    @Test
    void partition_ofOtherHosts_lets_framesThrough() {
        Wire.run(1, wire -> {
            Traffic toThree = wire.listen("node-3");
            Traffic outbound = wire.open("node-1", "node-3");
            wire.network().partition(ONE, TWO);
            outbound.send(3);
            wire.sleep(Wire.SOON);
            assertThat(toThree.received).isEqualTo(numbers(3));
        });
    }

    @Test
    void partitionOneWay_letsTheOtherWayThrough() {
        Wire.run(1, wire -> {
            Traffic toTwo = wire.listen("node-2");
            Traffic toOne = wire.listen("node-1");
            Traffic there = wire.open("node-1", "node-2");
            Traffic back = wire.open("node-2", "node-1");
            wire.network().partitionOneWay(ONE, TWO);
            there.send(2);
            back.send(2);
            wire.sleep(Wire.SOON);
            assertThat(toTwo.received).isEmpty();
            assertThat(toOne.received).isEqualTo(numbers(2));
        });
    }

    @Test
    void partition_withAHostOnBothSides_isRejected() {
        Wire.run(
                1,
                wire -> assertThatThrownBy(
                                () -> wire.network().partition(List.of("node-1", "node-2"), TWO))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessage(
                                "a host must be on one side of a partition, but node-2 is on both"));
    }

    @Test
    void cuts_thatOverlap_holdUntilTheLastIsRepaired() {
        Wire.run(1, wire -> {
            Traffic inbound = wire.listen("node-2");
            Traffic outbound = wire.open("node-1", "node-2");
            Cut first = wire.network().partition(ONE, TWO);
            Cut second = wire.network().partition(ONE, List.of("node-2", "node-3"));
            outbound.send(2);
            first.repair();
            first.repair();
            wire.sleep(Wire.SECONDS);
            assertThat(inbound.received).isEmpty();
            assertThat(first.isActive()).isFalse();
            assertThat(wire.network().cuts()).containsExactly(second);

            second.repair();
            wire.sleep(Wire.SOON);
            assertThat(inbound.received).isEqualTo(numbers(2));
            assertThat(wire.network().cuts()).isEmpty();
        });
    }

    @Test
    void repair_ofHosts_endsAllCutsBetweenThemAndNoOthers() {
        Wire.run(1, wire -> {
            wire.network().partition(ONE, List.of("node-2", "node-3"));
            Cut wide = wire.network().partition(ONE, List.of("node-2", "node-3"));
            wire.network().repair(TWO, ONE);
            assertThat(wire.network().link("node-1", "node-2").isCut()).isFalse();
            assertThat(wire.network().link("node-2", "node-1").isCut()).isFalse();
            assertThat(wire.network().link("node-1", "node-3").isCut()).isTrue();
            assertThat(wire.network().link("node-3", "node-1").isCut()).isTrue();
            wire.network().repairAll();
            assertThat(wire.network().link("node-1", "node-3").isCut()).isFalse();
            assertThat(wire.network().link("node-3", "node-1").isCut()).isFalse();
            assertThat(wire.network().cuts()).isEmpty();
            wide.repair();
        });
    }

    @Test
    void connect_overACut_hangsUntilRepaired() {
        Wire.run(1, wire -> {
            wire.listen("node-2");
            Cut there = wire.network().partitionOneWay(ONE, TWO);
            Traffic outbound = wire.connect("node-1", "node-2");
            wire.sleep(60 * Wire.SECONDS);
            assertThat(outbound.connects).isZero();
            Cut back = wire.network().partitionOneWay(TWO, ONE);
            there.repair();
            wire.sleep(60 * Wire.SECONDS);
            assertThat(outbound.connects).isZero();
            back.repair();
            wire.sleep(Wire.SOON);
            assertThat(outbound.connects).isEqualTo(1);
            assertThat(outbound.closed).isEmpty();
        });
    }

    @Test
    void connection_overALongCut_timesOutAtTheSenderOnly() {
        Wire.run(1, wire -> {
            wire.network()
                    .configure(new NetworkSettings(
                            LinkLatency.DEFAULT, Bandwidth.UNBOUNDED, 1000, 30 * Wire.SECONDS));
            Traffic inbound = wire.listen("node-2");
            Traffic busy = wire.open("node-1", "node-2");
            Traffic idle = wire.open("node-1", "node-2");
            wire.network().partition(ONE, TWO);
            busy.send(3);
            wire.sleep(29 * Wire.SECONDS);
            assertThat(busy.closed).isEmpty();
            wire.sleep(2 * Wire.SECONDS);
            assertThat(busy.closed).containsExactly(CloseReason.TIMED_OUT);
            assertThat(idle.closed).isEmpty();
            wire.network().repairAll();
            wire.sleep(Wire.SOON);
            assertThat(inbound.received).isEmpty();
            assertThat(inbound.closed).isEmpty();
            assertThat(idle.connection().isOpen()).isTrue();
        });
    }

    @Test
    void processDown_atTheSender_deliversWhatWasSentAndThenCloses() {
        Wire.runSeeds(20, wire -> {
            Traffic inbound = wire.listen("node-2");
            Traffic outbound = wire.open("node-1", "node-2");
            outbound.send(10);
            wire.crash("node-1", false);
            assertThat(inbound.closed).isEmpty();
            wire.sleep(Wire.SOON);
            assertThat(inbound.received).isEqualTo(numbers(10));
            assertThat(inbound.closed).containsExactly(CloseReason.CLOSED);
            assertThat(outbound.closed).isEmpty();
        });
    }

    @Test
    void hostDown_atTheSender_deliversAPrefixAndTellsNobody() {
        List<Integer> arrived = new ArrayList<>();
        Wire.runSeeds(50, wire -> {
            Traffic inbound = wire.listen("node-2");
            wire.open("node-1", "node-2").send(4);
            wire.crash("node-1", true);
            wire.sleep(60 * Wire.SECONDS);
            assertThat(inbound.received).isEqualTo(numbers(inbound.received.size()));
            assertThat(inbound.closed).isEmpty();
            assertThat(wire.network().frames().underWay()).isZero();
            arrived.add(inbound.received.size());
        });
        assertThat(arrived).contains(0, 1, 2, 3, 4);
    }

    @Test
    void hostDown_behindACut_deliversNothing() {
        Wire.runSeeds(20, wire -> {
            Traffic inbound = wire.listen("node-2");
            Traffic outbound = wire.open("node-1", "node-2");
            Cut cut = wire.network().partition(ONE, TWO);
            outbound.send(4);
            wire.crash("node-1", true);
            cut.repair();
            wire.sleep(Wire.SOON);
            assertThat(inbound.received).isEmpty();
        });
    }

    @Test
    void processDown_behindACut_deliversAfterTheRepair() {
        Wire.run(1, wire -> {
            Traffic inbound = wire.listen("node-2");
            Traffic outbound = wire.open("node-1", "node-2");
            Cut cut = wire.network().partition(ONE, TWO);
            outbound.send(4);
            wire.crash("node-1", false);
            wire.sleep(Wire.SECONDS);
            assertThat(inbound.received).isEmpty();
            cut.repair();
            wire.sleep(Wire.SOON);
            assertThat(inbound.received).isEqualTo(numbers(4));
            assertThat(inbound.closed).containsExactly(CloseReason.CLOSED);
        });
    }

    @Test
    void processDown_atTheReceiver_endsTheSender() {
        Wire.run(1, wire -> {
            Traffic inbound = wire.listen("node-2");
            Traffic idle = wire.open("node-1", "node-2");
            Traffic busy = wire.open("node-1", "node-2");
            busy.send(10);
            wire.crash("node-2", false);
            wire.sleep(Wire.SOON);
            assertThat(inbound.received).isEmpty();
            assertThat(idle.closed).containsExactly(CloseReason.CLOSED);
            assertThat(busy.closed).containsExactly(CloseReason.RESET);
            assertThat(wire.open("node-1", "node-2").closed).containsExactly(CloseReason.REFUSED);
        });
    }

    @Test
    void hostDown_atTheReceiver_isNotNoticedBeforeTheHostIsUpAgain() {
        Wire.run(1, wire -> {
            Traffic former = wire.listen("node-2");
            Traffic idle = wire.open("node-1", "node-2");
            Traffic busy = wire.open("node-1", "node-2");
            busy.send(5);
            wire.crash("node-2", true);
            busy.send(5);
            Traffic late = wire.connect("node-1", "node-2");
            wire.sleep(60 * Wire.SECONDS);
            assertThat(busy.closed).isEmpty();
            assertThat(late.closed).isEmpty();
            assertThat(late.connects).isZero();

            Traffic current = wire.listen("node-2");
            wire.sleep(Wire.SOON);
            assertThat(busy.closed).containsExactly(CloseReason.RESET);
            assertThat(late.connects).isEqualTo(1);
            assertThat(idle.closed).isEmpty();

            idle.send(1);
            wire.sleep(Wire.SOON);
            assertThat(idle.closed).containsExactly(CloseReason.RESET);
            assertThat(former.received).isEmpty();
            assertThat(current.received).isEmpty();
        });
    }

    @Test
    void restart_atOnce_deliversNothingOfFormerConnections() {
        Wire.runSeeds(50, wire -> {
            Traffic former = wire.listen("node-2");
            Traffic outbound = wire.open("node-1", "node-2");
            outbound.send(10);
            wire.crash("node-2", wire.engine().seed() % 2 == 0);
            Traffic current = wire.listen("node-2");
            outbound.send(1);
            wire.sleep(Wire.SOON);
            assertThat(former.received).isEmpty();
            assertThat(current.received).isEmpty();
            assertThat(current.connects).isZero();
            assertThat(outbound.closed).containsExactly(CloseReason.RESET);

            wire.open("node-1", "node-2").send(2);
            wire.sleep(Wire.SOON);
            assertThat(current.received).isEqualTo(numbers(2));
        });
    }

    @Test
    void bind_afterAKillThatNobodyReported_takesTheOldLifeDown() {
        Wire.run(1, wire -> {
            wire.listen("node-2");
            Traffic outbound = wire.open("node-1", "node-2");
            wire.engine().kill(wire.node("node-2"));
            Traffic current = new Traffic(wire.engine());
            wire.network()
                    .bind(wire.engine().incarnation(2, 9, "node-2"), "node-2", Wire.PORT, current);
            wire.sleep(Wire.SOON);
            assertThat(outbound.closed).containsExactly(CloseReason.CLOSED);
        });
    }

    @Test
    void reset_losesASuffixAndTellsBothEnds() {
        List<Integer> arrived = new ArrayList<>();
        Wire.runSeeds(50, wire -> {
            Traffic inbound = wire.listen("node-2");
            Traffic outbound = wire.open("node-1", "node-2");
            outbound.send(4);
            wire.network().reset(outbound.connection());
            outbound.send(4);
            wire.sleep(Wire.SOON);
            assertThat(inbound.received).isEqualTo(numbers(inbound.received.size()));
            assertThat(inbound.closed).containsExactly(CloseReason.RESET);
            assertThat(outbound.closed).containsExactly(CloseReason.RESET);
            assertThat(wire.network().frames().lost()).isEqualTo(8 - inbound.received.size());
            assertThat(wire.network().link("node-1", "node-2").connections()).isEmpty();
            arrived.add(inbound.received.size());
        });
        assertThat(arrived).contains(0, 1, 2, 3, 4).doesNotContain(5, 6, 7, 8);
    }

    @Test
    void reset_ofALink_sparesTheLinkBack() {
        Wire.run(1, wire -> {
            wire.listen("node-2");
            wire.listen("node-1");
            Traffic there = wire.open("node-1", "node-2");
            Traffic back = wire.open("node-2", "node-1");
            wire.network().reset(wire.network().link("node-1", "node-2"));
            wire.sleep(Wire.SOON);
            assertThat(there.closed).containsExactly(CloseReason.RESET);
            assertThat(back.closed).isEmpty();
        });
    }

    @Test
    void abort_bySender_losesASuffix() {
        List<Integer> arrived = new ArrayList<>();
        Wire.runSeeds(50, wire -> {
            Traffic inbound = wire.listen("node-2");
            Traffic outbound = wire.open("node-1", "node-2");
            outbound.send(4);
            outbound.connection().abort();
            wire.sleep(Wire.SOON);
            assertThat(inbound.received).isEqualTo(numbers(inbound.received.size()));
            assertThat(inbound.closed).containsExactly(CloseReason.RESET);
            assertThat(outbound.closed).isEmpty();
            arrived.add(inbound.received.size());
        });
        assertThat(arrived).contains(0, 1, 2, 3, 4);
    }
}
