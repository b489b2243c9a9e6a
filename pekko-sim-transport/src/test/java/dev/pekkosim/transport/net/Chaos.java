package dev.pekkosim.transport.net;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pekkosim.engine.decision.DecisionStream;
import dev.pekkosim.engine.decision.Purpose;
import java.util.ArrayList;
import java.util.List;

/**
 * Three nodes that send to each other while faults are drawn; checks what must hold whatever
 * happens.
 */
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
        wire.sleep(10 * Wire.SOON);
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
        switch (draws.index(40)) {
            case 0 -> wire.network().partition(List.of(a), List.of(b));
            case 1 -> wire.network().partitionOneWay(List.of(a), List.of(b));
            case 2 -> wire.network().repair(List.of(a), List.of(b));
            case 3 -> restart(a, draws.index(2) == 0);
            case 4 -> wire.network().reset(wire.network().link(a, b));
            case 5 -> wire.network().cuts().stream().findFirst().ifPresent(Cut::repair);
            case 6 -> withOpen(open -> open.connection().abort());
            case 7 -> withOpen(open -> open.connection().close());
            case 8, 9, 10, 11 -> outbound.add(wire.connect(a, b));
            case 12 -> wire.network().holdLink(a, b);
            case 13 -> wire.network().holdHost(a);
            case 14, 15 -> wire.network().holds().stream().findFirst().ifPresent(Hold::release);
            case 16 -> wire.network().install("chaos", this::judge);
            case 17, 18 -> uninstall();
            case 19 -> withOpen(open -> wire.network().blackHole(open.connection()));
            case 20 -> withOpen(open -> wire.network().halfOpen(open.connection()));
            default -> withOpen(open -> open.send(draws.index(10)));
        }
    }

    private Verdict judge(Passage passage) {
        return switch (draws.index(16)) {
            case 0 -> Verdict.HOLD;
            case 1 -> Verdict.RESET;
            case 2, 3, 4 -> Verdict.delay(draws.between(0, 2 * Wire.MILLIS));
            case 5 -> passage.kind() == Passage.Kind.CONNECT ? Verdict.REFUSE : Verdict.PASS;
            default -> Verdict.PASS;
        };
    }

    private void uninstall() {
        List<InstalledRule> rules = wire.network().rules();
        if (!rules.isEmpty()) {
            draws.pick(rules).uninstall();
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

    /** On a connection that lives at both ends, nothing is lost. */
    private void checkSender(Traffic sender) {
        assertThat(sender.closed.size()).isLessThanOrEqualTo(1);
        Connection connection = sender.connection();
        if (connection.isOpen() && connection.isAccepted()) {
            assertThat(inbound)
                    .filteredOn(traffic -> traffic.connection == connection)
                    .singleElement()
                    .satisfies(receiver -> assertThat(receiver.received).hasSize(sender.sent()));
        }
    }

    private FrameCounts check() {
        for (Traffic traffic : inbound) {
            assertThat(traffic.received).isEqualTo(Traffic.numbers(traffic.received.size()));
            assertThat(traffic.closed.size()).isLessThanOrEqualTo(1);
            delivered += traffic.received.size();
        }
        outbound.forEach(this::checkSender);
        FrameCounts counts = wire.network().frames();
        assertThat(counts.sent())
                .isEqualTo(outbound.stream().mapToLong(Traffic::sent).sum());
        assertThat(counts.delivered()).isEqualTo(delivered);
        assertThat(counts.underWay()).isZero();
        return counts;
    }
}
