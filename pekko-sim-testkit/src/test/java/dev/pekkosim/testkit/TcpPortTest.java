package dev.pekkosim.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.actor.PoisonPill;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.io.Tcp;
import org.apache.pekko.io.TcpMessage;
import org.apache.pekko.stream.StreamTcpException;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Tcp.ServerBinding;
import org.apache.pekko.testkit.javadsl.TestKit;
import org.junit.jupiter.api.Test;

/** Ports that an application binds by {@code IO(Tcp)}, as its HTTP server does. */
class TcpPortTest {

    private static final int PORT = 8080;
    private static final InetSocketAddress ANY = new InetSocketAddress(PORT);

    private static Body started(Body body) {
        return cluster -> {
            cluster.startAll(Behaviors::empty);
            body.run(cluster);
        };
    }

    private static RunResult passes(Body body) {
        return TestRuns.passes(2, started(body));
    }

    /** Who binds a port on a node, and gets what comes of it. */
    private static final class Server {

        private final TestKit kit;
        private final ActorRef manager;

        Server(SimCluster cluster, String node) {
            ActorSystem system = cluster.node(node).system().classicSystem();
            this.kit = new TestKit(system);
            this.manager = Tcp.get(system).manager();
        }

        private Server ask(InetSocketAddress address) {
            manager.tell(TcpMessage.bind(kit.getRef(), address, 100), kit.getRef());
            return this;
        }

        InetSocketAddress binds(InetSocketAddress address) {
            return ask(address).kit.expectMsgClass(Tcp.Bound.class).localAddress();
        }

        Throwable fails(InetSocketAddress address) {
            Tcp.CommandFailed failed = ask(address).kit.expectMsgClass(Tcp.CommandFailed.class);
            assertThat(failed.cmd()).isInstanceOf(Tcp.Bind.class);
            return failed.cause().get();
        }

        /** Unbinds what it has bound last. */
        void unbinds() {
            kit.getLastSender().tell(TcpMessage.unbind(), kit.getRef());
            kit.expectMsg(Tcp.Unbound$.MODULE$);
        }
    }

    // ---- by actors

    @Test
    void port_isBound_onEachHostByItself() {
        passes(cluster -> {
            assertThat(new Server(cluster, "node-1").binds(ANY)).isEqualTo(ANY);
            assertThat(new Server(cluster, "node-2").binds(ANY)).isEqualTo(ANY);
        });
    }

    @Test
    void portZero_isAFreeOne() {
        passes(cluster -> {
            InetSocketAddress some = new InetSocketAddress("localhost", 0);
            InetSocketAddress first = new Server(cluster, "node-1").binds(some);
            InetSocketAddress second = new Server(cluster, "node-1").binds(some);

            assertThat(first.getPort()).isGreaterThan(1024).isNotEqualTo(second.getPort());
            assertThat(first.getAddress()).isEqualTo(some.getAddress());
        });
    }

    @Test
    void portThatIsBound_cannotBeBoundAgain_asWithSockets() {
        passes(cluster -> {
            Server server = new Server(cluster, "node-1");
            server.binds(ANY);

            assertThat(new Server(cluster, "node-1").fails(ANY))
                    .isInstanceOf(BindException.class)
                    .hasMessage("[" + ANY + "] Address already in use");
            assertThat(server.fails(new InetSocketAddress(17355)))
                    .isInstanceOf(BindException.class);
        });
    }

    @Test
    void portThatIsUnbound_canBeBoundAgain() {
        passes(cluster -> {
            Server server = new Server(cluster, "node-1");
            server.binds(ANY);
            server.unbinds();
            server.binds(ANY);
        });
    }

    @Test
    void port_isReleasedWithItsHandler() {
        passes(cluster -> {
            Server server = new Server(cluster, "node-1");
            server.binds(ANY);
            Server other = new Server(cluster, "node-1");
            other.kit.watch(server.kit.getLastSender());
            server.kit.getRef().tell(PoisonPill.getInstance(), ActorRef.noSender());
            other.kit.expectMsgClass(org.apache.pekko.actor.Terminated.class);

            other.binds(ANY);
        });
    }

    @Test
    void port_isReleasedWithItsNode() {
        passes(cluster -> {
            for (boolean hostDead : List.of(true, false)) {
                new Server(cluster, "node-2").binds(ANY);
                TestRuns.crash(cluster.node("node-2"), hostDead);
                cluster.heal();
            }
            new Server(cluster, "node-2").binds(ANY);
        });
    }

    @Test
    void address_mustBeOneOfTheHost() {
        passes(cluster -> {
            Server server = new Server(cluster, "node-1");
            InetAddress own = byName(cluster, "node-1");
            InetAddress other = byName(cluster, "node-2");

            assertThat(server.binds(new InetSocketAddress(own, 1)).getHostString())
                    .isEqualTo("node-1");
            assertThat(server.fails(new InetSocketAddress(other, 2)))
                    .isInstanceOf(BindException.class)
                    .hasMessageEndingWith(":2] Cannot assign requested address");
            assertThat(server.fails(InetSocketAddress.createUnresolved("shop.example", 3)))
                    .isExactlyInstanceOf(SocketException.class)
                    .hasMessage("Unresolved address");
        });
    }

    private static InetAddress byName(SimCluster cluster, String host) {
        return cluster.runOn(cluster.node("node-1"), () -> {
            try {
                return InetAddress.getByName(host);
            } catch (UnknownHostException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    // ---- by streams

    private static ServerBinding bind(ActorSystem system, String host, int port) {
        return org.apache.pekko.stream.javadsl.Tcp.get(system)
                .bind(host, port)
                .to(Sink.ignore())
                .run(system)
                .toCompletableFuture()
                .join();
    }

    @Test
    void stream_binds_andUnbinds() {
        passes(cluster -> {
            ActorSystem system = cluster.node("node-1").system().classicSystem();
            ServerBinding binding = bind(system, "0.0.0.0", PORT);
            assertThat(binding.localAddress()).isEqualTo(ANY);
            assertThatThrownBy(() -> bind(system, "0.0.0.0", PORT))
                    .hasCauseInstanceOf(StreamTcpException.class)
                    .hasRootCauseInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("Address already in use");

            binding.unbind().toCompletableFuture().join();
            bind(system, "0.0.0.0", PORT);
        });
    }

    /** As the guardian of a service does it, in each of its lives. */
    @Test
    void server_thatStartsWithItsNode_isTheSameRunWithTheSameSeed() {
        List<String> bound = new ArrayList<>();
        Body body = cluster -> {
            cluster.startAll(() -> Behaviors.setup(context -> {
                ActorSystem system = context.getSystem().classicSystem();
                String own = InetAddress.getLocalHost().getHostName();
                bound.add(bind(system, own, PORT).localAddress().toString());
                return Behaviors.empty();
            }));
            cluster.node("node-1").crashProcess();
            cluster.heal();
        };

        RunResult first = TestRuns.passes(2, body);

        assertThat(bound)
                .containsExactly(
                        "node-1/10.0.0.1:8080", "node-2/10.0.0.2:8080", "node-1/10.0.0.1:8080");
        assertThat(TestRuns.passes(2, body).hash()).isEqualTo(first.hash());
    }

    @Test
    void extension_mayBeNamedInTheConfiguration() {
        TestRuns.passed(TestRuns.builder(1)
                .config(TestRuns.config("pekko.extensions = [\"org.apache.pekko.io.Tcp\"]"))
                .body(cluster -> cluster.startAll(Behaviors::empty))
                .build()
                .run(TestRuns.SEED));
    }

    // ---- names of hosts

    @Test
    void hosts_haveNamesAndAddresses() {
        passes(cluster -> {
            assertThat(byName(cluster, "NODE-2").getHostAddress()).isEqualTo("10.0.0.2");
            assertThat(onNode(cluster, ip -> {
                        InetAddress host = InetAddress.getByAddress(ip.getAddress());
                        return InetAddress.getByName(host.getHostName());
                    }))
                    .hasToString("node-1/10.0.0.1");
        });
    }

    /** What a function of a host's address does on the first node. */
    private interface OfAddress {
        InetAddress of(InetAddress own) throws UnknownHostException;
    }

    private static InetAddress onNode(SimCluster cluster, OfAddress function) {
        return cluster.runOn(cluster.node("node-1"), () -> {
            try {
                return function.of(InetAddress.getLocalHost());
            } catch (UnknownHostException e) {
                throw new IllegalStateException(e);
            }
        });
    }
}
