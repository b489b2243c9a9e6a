package dev.pekkosim.transport;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.actor.ExtendedActorSystem;
import org.apache.pekko.remote.RemoteActorRefProvider;
import org.apache.pekko.remote.artery.ArteryTransport;

/**
 * Real actor systems that talk by Artery TCP on loopback, each behind a proxy, which has its
 * canonical address.
 */
final class TcpWire implements ContractWire, AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final String REAL = """
            pekko {
              jvm-shutdown-hooks = off
              remote.artery {
                transport = tcp
                canonical.hostname = 127.0.0.1
                bind { hostname = 127.0.0.1, port = 0 }
              }
            }
            """;

    private final Config settings;
    private final Map<Node, TcpProxy> proxies = new EnumMap<>(Node.class);
    private final Map<Node, ActorSystem> systems = new EnumMap<>(Node.class);

    TcpWire(String settings) {
        this.settings = ConfigFactory.parseString(settings)
                .withFallback(ConfigFactory.parseString(REAL))
                .withFallback(ConfigFactory.load());
        for (Node node : Node.values()) {
            proxies.put(node, new TcpProxy());
        }
    }

    private TcpProxy proxy(Node node) {
        return Objects.requireNonNull(proxies.get(node));
    }

    @Override
    public ActorSystem start(Node node) {
        ActorSystem system = ActorSystem.create(
                "test",
                ConfigFactory.parseString("pekko.remote.artery.canonical.port = "
                                + proxy(node).port())
                        .withFallback(settings));
        systems.put(node, system);
        proxy(node).reset();
        proxy(node).forwardTo(boundPort(system));
        proxy(node).release();
        return system;
    }

    private static int boundPort(ActorSystem system) {
        RemoteActorRefProvider provider =
                (RemoteActorRefProvider) ((ExtendedActorSystem) system).provider();
        return (Integer) ((ArteryTransport) provider.transport())
                .bindAddress()
                .address()
                .port()
                .get();
    }

    @Override
    public <T> T on(Node node, Supplier<T> action) {
        return action.get();
    }

    @Override
    public String path(Node node, String actor) {
        return "pekko://test@127.0.0.1:" + proxy(node).port() + "/user/" + actor;
    }

    @Override
    public void terminate(Node node) {
        ActorSystem system = systems.remove(node);
        if (system != null) {
            system.terminate();
            system.getWhenTerminated()
                    .toCompletableFuture()
                    .orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                    .join();
        }
    }

    /**
     * An actor system in this JVM can only end in order, but nobody hears of it. Its own ends of
     * its connections are reset, since it would wait for its peer to close them.
     */
    @Override
    public void crash(Node node, boolean hostDead) {
        Node peer = node == Node.NEAR ? Node.FAR : Node.NEAR;
        int peerPort = proxy(peer).refuse();
        proxy(node).refuse();
        if (hostDead) {
            proxy(node).hold();
            proxy(node).forgetTarget();
            proxy(peer).forgetClients();
        } else {
            proxy(node).reset();
            proxy(peer).reset();
        }
        terminate(node);
        proxy(peer).forwardTo(peerPort);
    }

    @Override
    public void reset() {
        proxies.values().forEach(TcpProxy::reset);
    }

    @Override
    public void cut() {
        proxies.values().forEach(TcpProxy::hold);
    }

    @Override
    public void repair() {
        proxies.values().forEach(TcpProxy::release);
    }

    /**
     * Ends both systems. Connections whose other end is dead are reset first, since a system waits
     * for them.
     */
    @Override
    public void close() {
        repair();
        reset();
        for (Node node : Node.values()) {
            terminate(node);
        }
        proxies.values().forEach(TcpProxy::close);
    }
}
