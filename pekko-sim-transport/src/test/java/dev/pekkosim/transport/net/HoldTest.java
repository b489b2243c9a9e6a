package dev.pekkosim.transport.net;

import static dev.pekkosim.transport.net.Traffic.numbers;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class HoldTest {

    @Test
    void holdLink_holdsOneWayUntilReleased() {
        Wire.runSeeds(20, wire -> {
            Traffic toTwo = wire.listen("node-2");
            Traffic toOne = wire.listen("node-1");
            Traffic there = wire.open("node-1", "node-2");
            Traffic back = wire.open("node-2", "node-1");
            there.send(5);
            Hold hold = wire.network().holdLink("node-1", "node-2");
            there.send(5);
            back.send(5);
            Traffic late = wire.connect("node-1", "node-2");
            wire.sleep(60 * Wire.SECONDS);
            assertThat(toTwo.received).isEmpty();
            assertThat(toOne.received).isEqualTo(numbers(5));
            assertThat(late.connects).isZero();
            assertThat(wire.network().frames().held()).isEqualTo(10);
            assertThat(wire.network().holds()).containsExactly(hold);
            assertThat(wire.network().cuts()).isEmpty();

            hold.release();
            wire.sleep(Wire.SOON);
            assertThat(toTwo.received).isEqualTo(numbers(10));
            assertThat(late.connects).isEqualTo(1);
            assertThat(wire.network().holds()).isEmpty();
        });
    }

    @Test
    void holdHost_holdsAllItsLinksBothWaysAndThoseMadeLater() {
        Wire.run(1, wire -> {
            Traffic toOne = wire.listen("node-1");
            Traffic toTwo = wire.listen("node-2");
            Traffic toThree = wire.listen("node-3");
            Traffic from = wire.open("node-1", "node-2");
            Traffic to = wire.open("node-2", "node-1");
            Traffic others = wire.open("node-2", "node-3");
            Hold hold = wire.network().holdHost("node-1");
            from.send(2);
            to.send(2);
            others.send(2);
            Traffic later = wire.connect("node-1", "node-3");
            Traffic laterBack = wire.connect("node-3", "node-1");
            wire.sleep(60 * Wire.SECONDS);
            assertThat(toOne.received).isEmpty();
            assertThat(toTwo.received).isEmpty();
            assertThat(toThree.received).isEqualTo(numbers(2));
            assertThat(later.connects).isZero();
            assertThat(laterBack.connects).isZero();
            assertThat(wire.network().link("node-1", "node-4").isHeld()).isTrue();
            assertThat(wire.network().link("node-4", "node-2").isHeld()).isFalse();

            hold.release();
            wire.sleep(Wire.SOON);
            assertThat(toOne.received).isEqualTo(numbers(2));
            assertThat(toTwo.received).isEqualTo(numbers(2));
            assertThat(later.connects).isEqualTo(1);
            assertThat(laterBack.connects).isEqualTo(1);
        });
    }

    @Test
    void holdsAndCuts_thatOverlap_holdUntilTheLastIsGone() {
        Wire.run(1, wire -> {
            Traffic inbound = wire.listen("node-2");
            Traffic outbound = wire.open("node-1", "node-2");
            Hold host = wire.network().holdHost("node-2");
            Hold link = wire.network().holdLink("node-1", "node-2");
            Cut cut = wire.network().partition(List.of("node-1"), List.of("node-2"));
            outbound.send(3);
            host.release();
            host.release();
            wire.sleep(Wire.SECONDS);
            wire.network().repair(List.of("node-1"), List.of("node-2"));
            wire.sleep(Wire.SECONDS);
            assertThat(cut.isActive()).isFalse();
            assertThat(host.isActive()).isFalse();
            assertThat(link.isActive()).isTrue();
            assertThat(inbound.received).isEmpty();
            link.release();
            wire.sleep(Wire.SOON);
            assertThat(inbound.received).isEqualTo(numbers(3));
        });
    }

    @Test
    void hold_thatLasts_timesTheSenderOut() {
        Wire.run(1, wire -> {
            wire.network()
                    .configure(new NetworkSettings(
                            LinkLatency.DEFAULT, Bandwidth.UNBOUNDED, 1000, 30 * Wire.SECONDS));
            wire.listen("node-2");
            Traffic outbound = wire.open("node-1", "node-2");
            wire.network().holdHost("node-2");
            outbound.send(1);
            wire.sleep(29 * Wire.SECONDS);
            assertThat(outbound.closed).isEmpty();
            wire.sleep(2 * Wire.SECONDS);
            assertThat(outbound.closed).containsExactly(CloseReason.TIMED_OUT);
        });
    }

    @Test
    void holds_areInTheTraceUnderTheirOwnVerb() {
        Wire.run(1, wire -> {
            List<String> events = wire.events();
            wire.network().holdLink("node-1", "node-2").release();
            wire.network().holdHost("node-1");
            wire.network().repairAll();
            assertThat(events)
                    .containsExactly(
                            "hold link node-1->node-2",
                            "release link node-1->node-2",
                            "hold host node-1",
                            "release host node-1");
            assertThat(wire.network().holds()).isEmpty();
        });
    }
}
