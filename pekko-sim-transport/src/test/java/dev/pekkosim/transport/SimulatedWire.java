package dev.pekkosim.transport;

import dev.pekkosim.transport.net.Cut;
import dev.pekkosim.transport.net.SimNetwork;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.pekko.actor.ActorSystem;
import org.jspecify.annotations.Nullable;

/** The wire of a run. */
final class SimulatedWire implements ContractWire {

    private static final String NEAR = host(Node.NEAR);
    private static final String FAR = host(Node.FAR);

    private final Nodes nodes;
    private final Map<Node, ActorSystem> systems = new EnumMap<>(Node.class);
    private @Nullable Cut cut;

    SimulatedWire(Nodes nodes) {
        this.nodes = nodes;
    }

    private static String host(Node node) {
        return node.name().toLowerCase(Locale.ROOT);
    }

    private SimNetwork network() {
        return nodes.network();
    }

    @Override
    public ActorSystem start(Node node) {
        ActorSystem system = nodes.start(host(node));
        systems.put(node, system);
        return system;
    }

    @Override
    public <T> T on(Node node, Supplier<T> action) {
        return nodes.on(host(node), action);
    }

    @Override
    public String path(Node node, String actor) {
        return Nodes.address(host(node), actor);
    }

    @Override
    public void terminate(Node node) {
        ActorSystem system = systems.get(node);
        if (system == null) {
            throw new IllegalStateException(node + " is not started");
        }
        on(node, () -> {
            system.terminate();
            return true;
        });
        system.getWhenTerminated().toCompletableFuture().join();
    }

    @Override
    public void crash(Node node, boolean hostDead) {
        nodes.crash(host(node), hostDead);
    }

    @Override
    public void reset() {
        network().reset(network().link(NEAR, FAR));
        network().reset(network().link(FAR, NEAR));
    }

    @Override
    public void cut() {
        cut = network().partition(List.of(NEAR), List.of(FAR));
    }

    @Override
    public void repair() {
        if (cut != null) {
            cut.repair();
        }
    }
}
