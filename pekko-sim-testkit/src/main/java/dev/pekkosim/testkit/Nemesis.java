package dev.pekkosim.testkit;

import dev.pekkosim.engine.DecisionStream;
import dev.pekkosim.engine.Engine;
import dev.pekkosim.engine.Purpose;
import dev.pekkosim.engine.Ratio;
import dev.pekkosim.engine.StepKind;
import dev.pekkosim.transport.net.Cut;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Draws faults, applies them, and mends each after a while. */
final class Nemesis {

    private static final Ratio HALF = Ratio.of(1, 2);

    private final SimCluster cluster;
    private final Engine engine;
    private final Chaos chaos;
    private final DecisionStream decisions;
    private boolean stopped;

    Nemesis(SimCluster cluster, Chaos chaos) {
        this.cluster = cluster;
        this.engine = cluster.engine();
        this.chaos = chaos;
        this.decisions = engine.decisions().stream(Purpose.FAULT);
    }

    void start() {
        after(chaos.quietFrom(), chaos.quietTo(), this::strike);
    }

    /** No fault is added or mended any more; {@link SimCluster#heal()} mends what is left. */
    void stop() {
        stopped = true;
    }

    private void strike() {
        if (decisions.chance(chaos.crashes())) {
            crash();
        } else {
            partition();
        }
        after(chaos.quietFrom(), chaos.quietTo(), this::strike);
    }

    private void crash() {
        List<SimNode> up = new ArrayList<>();
        int down = 0;
        for (SimNode node : cluster.servers()) {
            if (node.isRunning()) {
                up.add(node);
            } else {
                down++;
            }
        }
        if (down >= chaos.maxDown() || up.isEmpty()) {
            return;
        }
        SimNode victim = decisions.pick(up);
        victim.crash(decisions.chance(HALF));
        after(chaos.outageFrom(), chaos.outageTo(), () -> {
            if (!victim.isRunning()) {
                victim.restart();
            }
        });
    }

    private void partition() {
        List<String> names =
                new ArrayList<>(cluster.nodes().stream().map(SimNode::name).toList());
        decisions.shuffle(names);
        int size = 1 + decisions.index(names.size() - 1);
        List<String> some = names.subList(0, size);
        List<String> others = names.subList(size, names.size());
        String description = String.join(",", some) + " | " + String.join(",", others);
        cluster.applied("partition", "partition " + description);
        Cut cut = cluster.network().partition(some, others);
        after(chaos.outageFrom(), chaos.outageTo(), () -> {
            cluster.applied("repair", "repair " + description);
            cut.repair();
        });
    }

    private void after(Duration from, Duration to, Runnable act) {
        long delay = decisions.between(from.toNanos(), to.toNanos());
        engine.schedule(engine.driver(), delay, StepKind.TIMER, 0, () -> {
            if (!stopped) {
                act.run();
            }
        });
    }
}
