package dev.pekkosim.transport.net;

import static dev.pekkosim.transport.net.Traffic.numbers;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pekkosim.engine.Outcome;
import dev.pekkosim.engine.decision.DecisionStream;
import dev.pekkosim.engine.decision.Purpose;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SimNetworkTest {

    private static final LinkLatency EXACT = LinkLatency.fixed(2 * Wire.MILLIS);

    /** What steps may add to a latency in these small runs. */
    private static final long STEPS = 50 * Wire.MICROS;

    @Test
    void frames_onOneConnection_arriveInOrderOnEverySeed() {
        Wire.runSeeds(100, wire -> {
            Traffic inbound = wire.listen("node-2");
            Traffic outbound = wire.open("node-1", "node-2");
            DecisionStream pauses = wire.engine().decisions().stream(Purpose.WORKLOAD);
            while (outbound.sent() < 60) {
                outbound.send(3);
                wire.sleep(pauses.between(1, Wire.MILLIS));
            }
            wire.sleep(Wire.SOON);
            assertThat(inbound.received).isEqualTo(numbers(60));
        });
    }

    @Test
    void frames_onTwoConnections_overtakeEachOther() {
        List<Boolean> secondFirst = new ArrayList<>();
        Wire.runSeeds(30, wire -> {
            Traffic toTwo = wire.listen("node-2");
            Traffic toThree = wire.listen("node-3");
            Traffic first = wire.open("node-1", "node-2");
            Traffic second = wire.open("node-1", "node-3");
            first.send(1);
            second.send(1);
            wire.sleep(Wire.SOON);
            secondFirst.add(toThree.arrivals.get(0) < toTwo.arrivals.get(0));
        });
        assertThat(secondFirst).contains(true, false);
    }

    @Test
    void latency_byDefault_isBetweenBaseAndBasePlusJitter() {
        List<Long> latencies = new ArrayList<>();
        Wire.runSeeds(100, wire -> {
            Traffic inbound = wire.listen("node-2");
            Traffic outbound = wire.open("node-1", "node-2");
            long sentAt = wire.engine().now();
            outbound.send(1);
            wire.sleep(Wire.SOON);
            latencies.add(inbound.arrivals.get(0) - sentAt);
        });
        assertThat(latencies)
                .allSatisfy(nanos -> assertThat(nanos)
                        .isBetween(100 * Wire.MICROS, 1_100 * Wire.MICROS + STEPS));
        assertThat(latencies).anyMatch(nanos -> nanos < 400 * Wire.MICROS);
        assertThat(latencies).anyMatch(nanos -> nanos > 800 * Wire.MICROS);
    }

    @Test
    void latency_ofAPair_replacesTheDefaultBothWays() {
        Wire.run(1, wire -> {
            wire.network().latency("node-1", "node-2", EXACT);
            Traffic inbound = wire.listen("node-2");
            long connectedFrom = wire.engine().now();
            Traffic outbound = wire.open("node-1", "node-2");
            assertThat(outbound.connectedAt - connectedFrom)
                    .isBetween(4 * Wire.MILLIS, 4 * Wire.MILLIS + STEPS);
            long sentAt = wire.engine().now();
            outbound.send(1);
            wire.sleep(Wire.SOON);
            assertThat(inbound.arrivals.get(0) - sentAt)
                    .isBetween(2 * Wire.MILLIS, 2 * Wire.MILLIS + STEPS);
        });
    }

    @Test
    void latency_withoutJitter_drawsNothing() {
        Wire.run(1, wire -> {
            wire.network()
                    .configure(new NetworkSettings(EXACT, Bandwidth.UNBOUNDED, 1024, Wire.SECONDS));
            wire.listen("node-2");
            wire.open("node-1", "node-2").send(5);
            wire.sleep(Wire.SOON);
            assertThat(wire.engine().decisions().stream(
                                    Purpose.NETWORK, 1, wire.node("node-1").number())
                            .drawn())
                    .isZero();
        });
    }

    @Test
    void change_ofALink_thatWasMadeLastAndIsNotEnded_counts() {
        Wire.run(1, wire -> {
            Link link = wire.network().link("node-1", "node-2");
            Link back = wire.network().link("node-2", "node-1");
            LinkLatency usual = link.latency();
            LinkChange<LinkLatency> first = wire.network().latency("node-1", "node-2", EXACT);
            LinkChange<LinkLatency> second = link.latency(LinkLatency.fixed(1));
            LinkChange<LinkLatency> third = wire.network().latency("node-1", "node-2", EXACT);
            assertThat(link.latency()).isEqualTo(EXACT);
            third.end();
            assertThat(link.latency()).isEqualTo(LinkLatency.fixed(1));
            assertThat(back.latency()).isEqualTo(EXACT);
            first.end();
            first.end();
            assertThat(link.latency()).isEqualTo(LinkLatency.fixed(1));
            assertThat(back.latency()).isEqualTo(usual);
            assertThat(first.isActive()).isFalse();
            assertThat(second.isActive()).isTrue();
            second.end();
            assertThat(link.latency()).isEqualTo(usual);
        });
    }

    /** Five frames of 1,000 bytes on each of two connections, at 1,000 bytes in a millisecond. */
    @Test
    void bandwidth_isSharedByTheConnectionsOfALink() {
        Wire.run(1, wire -> {
            wire.network().latency("node-1", "node-2", EXACT);
            Traffic inbound = wire.listen("node-2");
            Traffic one = wire.open("node-1", "node-2");
            Traffic other = wire.open("node-1", "node-2");
            wire.network().link("node-1", "node-2").bandwidth(new Bandwidth(1_000_000));
            long sentAt = wire.engine().now();
            one.send(1_000, 5);
            other.send(1_000, 5);
            wire.sleep(20 * Wire.MILLIS);
            for (int i = 0; i < 10; i++) {
                assertThat(inbound.arrivals.get(i) - sentAt)
                        .isBetween((3 + i) * Wire.MILLIS, (3 + i) * Wire.MILLIS + 10 * STEPS);
            }
        });
    }

    /**
     * At 1,000 bytes in a second the ten frames need ten seconds; half of them have left when the
     * line is fast again.
     */
    @Test
    void bandwidth_thatGrows_letsTheQueueLeaveFaster_inOrder() {
        for (boolean cutMeanwhile : new boolean[] {false, true}) {
            Wire.run(1, wire -> {
                wire.network().latency("node-1", "node-2", EXACT);
                Traffic inbound = wire.listen("node-2");
                Traffic one = wire.open("node-1", "node-2");
                Link link = wire.network().link("node-1", "node-2");
                LinkChange<Bandwidth> narrow = link.bandwidth(new Bandwidth(1_000));
                one.send(1_000, 10);
                wire.sleep(5_500 * Wire.MILLIS);
                assertThat(inbound.arrivals).hasSize(5);
                Cut cut = cutMeanwhile
                        ? wire.network().partition(List.of("node-1"), List.of("node-2"))
                        : null;
                narrow.end();
                if (cut != null) {
                    cut.repair();
                }
                wire.sleep(10 * Wire.MILLIS);
                assertThat(inbound.arrivals).hasSize(10).isSorted();
            });
        }
    }

    @Test
    void connect_whereNobodyListens_isRefusedAfterARoundTrip() {
        Wire.run(1, wire -> {
            wire.network().latency("node-1", "node-2", EXACT);
            Traffic outbound = wire.connect("node-1", "node-2");
            wire.sleep(4 * Wire.MILLIS - 100 * Wire.MICROS);
            assertThat(outbound.closed).isEmpty();
            wire.sleep(Wire.SOON);
            assertThat(outbound.closed).containsExactly(CloseReason.REFUSED);
            assertThat(outbound.connects).isZero();
        });
    }

    @Test
    void connect_whenListenerIsClosedMeanwhile_isRefused() {
        Wire.run(1, wire -> {
            Traffic inbound = new Traffic(wire.engine());
            Binding binding =
                    wire.network().bind(wire.node("node-2"), "node-2", Wire.PORT, inbound);
            binding.close();
            Traffic outbound = wire.open("node-1", "node-2");
            assertThat(outbound.closed).containsExactly(CloseReason.REFUSED);
            assertThat(inbound.connects).isZero();
        });
    }

    @Test
    void bind_whenTaken_namesHostAndPort() {
        Wire.run(1, wire -> {
            wire.listen("node-1");
            assertThatThrownBy(() -> wire.listen("node-1"))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("node-1:17355 is already bound in this network");
        });
    }

    @Test
    void bind_toPortZero_takesTheNextFreePort() {
        Wire.run(1, wire -> {
            Traffic inbound = new Traffic(wire.engine());
            SimNetwork network = wire.network();
            network.bind(wire.node("node-1"), "node-1", 49_153, inbound);
            List<Integer> ports = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                ports.add(
                        network.bind(wire.node("node-1"), "node-1", 0, inbound).port());
            }
            assertThat(ports).containsExactly(49_152, 49_154, 49_155);
        });
    }

    @Test
    void window_whenFull_stopsTheSenderUntilTheReceiverConsumed() {
        Wire.run(1, wire -> {
            wire.network()
                    .configure(new NetworkSettings(
                            LinkLatency.DEFAULT, Bandwidth.UNBOUNDED, 1000, Wire.SECONDS));
            Traffic inbound = wire.listen("node-2");
            inbound.consuming = false;
            Traffic outbound = wire.open("node-1", "node-2");
            outbound.send(400, 2);
            assertThat(outbound.connection().isWritable()).isTrue();
            outbound.send(400, 1);
            assertThat(outbound.connection().isWritable()).isFalse();
            assertThatThrownBy(() -> outbound.send(1))
                    .hasMessage(
                            "node-1->node-2:17355/2 must have room to send, but 1200 of 1000 bytes are not consumed");
            wire.sleep(Wire.SECONDS / 2);
            assertThat(inbound.received).hasSize(3);
            assertThat(outbound.connection().isWritable()).isFalse();

            inbound.connection().consumed(400);
            assertThat(outbound.writables).isZero();
            wire.sleep(Wire.SOON);
            assertThat(outbound.writables).isEqualTo(1);
            assertThat(outbound.connection().isWritable()).isTrue();
        });
    }

    @Test
    void window_ofConsumedFrames_hasRoomAgain() {
        Wire.run(1, wire -> {
            wire.network()
                    .configure(new NetworkSettings(
                            LinkLatency.DEFAULT, Bandwidth.UNBOUNDED, 1000, Wire.SECONDS));
            Traffic inbound = wire.listen("node-2");
            Traffic outbound = wire.open("node-1", "node-2");
            for (int i = 0; i < 10; i++) {
                outbound.send(400, 1);
                wire.sleep(Wire.SOON);
                assertThat(outbound.connection().isWritable()).isTrue();
            }
            assertThat(inbound.received).isEqualTo(numbers(10));
            assertThat(outbound.writables).isZero();
        });
    }

    @Test
    void window_whenRoomIsKnown_costsNoStep() {
        Outcome few = Wire.run(1, wire -> echo(wire, 10));
        Outcome many = Wire.run(1, wire -> echo(wire, 20));
        assertThat(many.steps() - few.steps()).isLessThanOrEqualTo(2 * 10);
    }

    private static void echo(Wire wire, int frames) {
        Traffic inbound = wire.listen("node-2");
        Traffic outbound = wire.open("node-1", "node-2");
        for (int i = 0; i < frames; i++) {
            outbound.send(1);
            wire.sleep(Wire.SOON);
        }
        assertThat(inbound.received).hasSize(frames);
    }

    @Test
    void window_overACutBack_getsRoomOnlyAfterTheRepair() {
        Wire.run(1, wire -> {
            wire.network()
                    .configure(new NetworkSettings(
                            LinkLatency.DEFAULT, Bandwidth.UNBOUNDED, 1000, 60 * Wire.SECONDS));
            Traffic inbound = wire.listen("node-2");
            Traffic outbound = wire.open("node-1", "node-2");
            Cut cut = wire.network().partitionOneWay(List.of("node-2"), List.of("node-1"));
            for (int i = 0; i < 3; i++) {
                outbound.send(400, 1);
                wire.sleep(Wire.SECONDS);
            }
            assertThat(inbound.received).isEqualTo(numbers(3));
            assertThat(outbound.connection().isWritable()).isFalse();
            cut.repair();
            wire.sleep(Wire.SOON);
            assertThat(outbound.connection().isWritable()).isTrue();
            assertThat(outbound.writables).isEqualTo(1);
        });
    }

    @Test
    void close_bySender_arrivesBehindWhatWasSent() {
        Wire.runSeeds(20, wire -> {
            Traffic inbound = wire.listen("node-2");
            Traffic outbound = wire.open("node-1", "node-2");
            outbound.send(20);
            outbound.connection().close();
            assertThatThrownBy(() -> outbound.send(1))
                    .hasMessageContaining("must be open to send, but is CLOSED");
            wire.sleep(Wire.SOON);
            assertThat(inbound.received).isEqualTo(numbers(20));
            assertThat(inbound.closed).containsExactly(CloseReason.CLOSED);
            assertThat(outbound.closed).isEmpty();
            assertThat(wire.network().link("node-1", "node-2").connections()).isEmpty();
        });
    }

    @Test
    void close_whileConnecting_isNeverAccepted() {
        Wire.run(1, wire -> {
            Traffic inbound = wire.listen("node-2");
            wire.connect("node-1", "node-2").connection().close();
            wire.sleep(Wire.SOON);
            assertThat(inbound.connects).isZero();
            assertThat(wire.network().link("node-1", "node-2").connections()).isEmpty();
        });
    }

    @Test
    void reject_byReceiver_losesWhatIsUnderWayAndClosesTheSender() {
        Wire.run(1, wire -> {
            Traffic inbound = wire.listen("node-2");
            Traffic outbound = wire.open("node-1", "node-2");
            outbound.send(3);
            inbound.connection().reject();
            wire.sleep(Wire.SOON);
            assertThat(inbound.received).isEmpty();
            assertThat(inbound.closed).isEmpty();
            assertThat(outbound.closed).containsExactly(CloseReason.CLOSED);
            assertThat(wire.network().frames().lost()).isEqualTo(3);
        });
    }

    @Test
    void idleNetwork_takesNoStep() {
        Outcome outcome = Wire.run(1, wire -> {
            wire.listen("node-2");
            wire.open("node-1", "node-2").send(1);
            wire.sleep(Wire.SOON);
            long before = wire.engine().steps();
            wire.sleep(3600 * Wire.SECONDS);
            assertThat(wire.engine().steps() - before).isLessThanOrEqualTo(1);
        });
        assertThat(outcome.virtualNanos()).isGreaterThan(3600 * Wire.SECONDS);
    }

    @Test
    void run_ofOneSeed_hasOneHash() {
        List<Long> hashes = new ArrayList<>();
        for (int seed = 0; seed < 20; seed++) {
            long first = Wire.run(seed, Chaos::run).hash();
            assertThat(Wire.run(seed, Chaos::run).hash()).isEqualTo(first);
            hashes.add(first);
        }
        assertThat(hashes).doesNotHaveDuplicates();
    }

    @Test
    void frames_underFaults_areDeliveredOrLostOrUnderWayAndNeverReordered() {
        List<FrameCounts> counts = new ArrayList<>();
        Wire.runSeeds(200, wire -> counts.add(Chaos.run(wire)));
        assertThat(counts).anyMatch(count -> count.lost() > 0);
        assertThat(counts).anyMatch(count -> count.held() > 0);
    }
}
