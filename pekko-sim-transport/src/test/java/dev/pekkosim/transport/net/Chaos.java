package dev.pekkosim.transport.net;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pekkosim.engine.DecisionStream;
import dev.pekkosim.engine.Purpose;
import java.util.ArrayList;
import java.util.List;

/** Three nodes that send to each other while faults are drawn; checks what must hold whatever happens. */
final class Chaos {

    private static final List<String> HOSTS = List.of("node-1", "node-2", "node-3");

    private final Wire wire;
    private final DecisionStream draws;
    private final List<Traffic> outbound = new ArrayList<>();
    private final List<Traffic> inbound = new ArrayList<>();
    private long delivered;

    private Chaos(Wire wire) {
        this.wire = wire;
        this.draws = wire.engine().decisions().stream(Purpose.FAULT);
    }

    static FrameCounts run(Wire wire) {
        Chaos chaos = new Chaos(wire);
        HOSTS.forEach(chaos::listen);
        for (int i = 0; i < 150; i++) {
            chaos.act();
            wire.sleep(chaos.draws.between(1, 2 * Wire.MILLIS));
        }
        wire.network().repairAll();
        wire.sleep(Wire.SOON);
        return chaos.check();
    }

    /** Each accepted connection gets a receiver of its own. */
    private void listen(String host) {
        wire.network().bind(wire.node(host), host, Wire.PORT, connection -> {
            Traffic traffic = new Traffic(wire.engine());
            inbound.add(traffic);
            return traffic.accept(connection);
        });
    }

    private void act() {
        List<String> hosts = new ArrayList<>(HOSTS);
        draws.shuffle(hosts);
        String a = hosts.get(0);
        String b = hosts.get(1);
        switch (draws.index(24)) {
            case 0 -> wire.network().partition(List.of(a), List.of(b));
            case 1 -> wire.network().partitionOneWay(List.of(a), List.of(b));
            case 2 -> wire.network().repair(List.of(a), List.of(b));
            case 3 -> restart(a, draws.index(2) == 0);
            case 4 -> wire.network().reset(wire.network().link(a, b));
            case 5 -> wire.network().cuts().stream().findFirst().ifPresent(Cut::repair);
            case 6 -> withOpen(open -> open.connection().abort());
            case 7 -> withOpen(open -> open.connection().close());
            case 8, 9, 10 -> outbound.add(wire.connect(a, b));
            default -> withOpen(open -> open.send(draws.index(10)));
        }
    }

    private void restart(String host, boolean hostDead) {
        wire.crash(host, hostDead);
        wire.sleep(draws.between(1, 5 * Wire.MILLIS));
        listen(host);
    }

    private void withOpen(java.util.function.Consumer<Traffic> action) {
        List<Traffic> open =
                outbound.stream().filter(o -> o.connection().isOpen()).toList();
        if (!open.isEmpty()) {
            action.accept(draws.pick(open));
        }
    }

    private FrameCounts check() {
        for (Traffic traffic : inbound) {
            assertThat(traffic.received).isEqualTo(Traffic.numbers(traffic.received.size()));
            assertThat(traffic.closed.size()).isLessThanOrEqualTo(1);
            delivered += traffic.received.size();
        }
        outbound.forEach(traffic -> assertThat(traffic.closed.size()).isLessThanOrEqualTo(1));
        FrameCounts counts = wire.network().frames();
        assertThat(counts.sent())
                .isEqualTo(outbound.stream().mapToLong(Traffic::sent).sum());
        assertThat(counts.delivered()).isEqualTo(delivered);
        assertThat(counts.underWay()).isZero();
        return counts;
    }
}
