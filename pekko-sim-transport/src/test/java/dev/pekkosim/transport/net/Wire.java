package dev.pekkosim.transport.net;

import dev.pekkosim.engine.Failure;
import dev.pekkosim.engine.Limits;
import dev.pekkosim.engine.Outcome;
import dev.pekkosim.engine.run.Engine;
import dev.pekkosim.engine.step.Incarnation;
import dev.pekkosim.engine.step.StepKind;
import dev.pekkosim.engine.step.StepObserver;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/** A run with a network and nodes on it, for tests. */
final class Wire {

    static final int PORT = 17355;
    static final long MICROS = 1_000;
    static final long MILLIS = 1_000_000;
    static final long SECONDS = 1_000_000_000;

    /** Longer than any frame is under way without a fault. */
    static final long SOON = 10 * MILLIS;

    private final Engine engine;
    private final SimNetwork network;
    private final SortedMap<String, Incarnation> nodes = new TreeMap<>();
    private int lives;

    private Wire(Engine engine) {
        this.engine = engine;
        this.network = SimNetwork.of(engine);
    }

    /** Executes a seed; what the body throws is thrown here. */
    static Outcome run(long seed, Consumer<Wire> body) {
        Engine engine = new Engine(seed, Limits.DEFAULT);
        Outcome outcome = engine.run(() -> body.accept(new Wire(engine)));
        Failure failure = outcome.failure();
        if (failure != null) {
            if (failure.cause() instanceof AssertionError error) {
                throw error;
            }
            throw new AssertionError("seed " + seed + ": " + failure.message(), failure.cause());
        }
        return outcome;
    }

    /** Executes many seeds. */
    static void runSeeds(int count, Consumer<Wire> body) {
        for (int seed = 0; seed < count; seed++) {
            run(seed, body);
        }
    }

    Engine engine() {
        return engine;
    }

    SimNetwork network() {
        return network;
    }

    /** What is done to the network from now on. */
    List<String> events() {
        List<String> events = new ArrayList<>();
        engine.observe(new StepObserver() {
            @Override
            public void onStep(
                    long step,
                    long nanos,
                    Incarnation owner,
                    StepKind kind,
                    Object work,
                    long hash) {
                // only what is done to the network
            }

            @Override
            public void onEvent(Object what, long hash) {
                if (what instanceof NetworkEvent) {
                    events.add(what.toString());
                }
            }
        });
        return events;
    }

    void sleep(long nanos) {
        engine.sleep(nanos);
    }

    /** The life of a node that goes on now. */
    Incarnation node(String host) {
        return nodes.computeIfAbsent(
                host,
                name -> engine.incarnation(Integer.parseInt(name.substring(5)), lives++, name));
    }

    Traffic listen(String host) {
        Traffic traffic = new Traffic(engine);
        network.bind(node(host), host, PORT, traffic);
        return traffic;
    }

    /** Connects and begins to send when the connection is open. */
    Traffic connect(String from, String to) {
        Traffic traffic = new Traffic(engine);
        traffic.connection = network.connect(node(from), from, to, PORT, 2, traffic);
        return traffic;
    }

    /** A connection that is open. */
    Traffic open(String from, String to) {
        Traffic traffic = connect(from, to);
        sleep(SOON);
        return traffic;
    }

    void crash(String host, boolean hostDead) {
        network.hostDown(host, hostDead);
        engine.kill(node(host));
        nodes.remove(host);
    }
}
