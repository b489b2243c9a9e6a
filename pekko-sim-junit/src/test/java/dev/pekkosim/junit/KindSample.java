package dev.pekkosim.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pekkosim.testkit.SimCluster;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorRefResolver;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/** Methods whose runs fail, each by another kind of failure; {@link KindTest} executes them. */
class KindSample {

    private static final AtomicInteger CALLS = new AtomicInteger();

    /** It is bound to no serializer. */
    record Unbound(String text) {}

    @SimTest(nodes = 2, clients = 0, seeds = 1)
    void messageWithoutSerializer(SimCluster cluster) {
        cluster.startAll(Behaviors::empty);
        ActorRef<Object> nobody = ActorRefResolver.get(cluster.node("node-1").system())
                .resolveActorRef("pekko://test@node-2:17355/user");
        cluster.runOn(cluster.node("node-1"), () -> nobody.tell(new Unbound("hello")));
        cluster.sleep(Duration.ofMinutes(1));
    }

    @SimTest(nodes = 1, clients = 0, seeds = 1, config = "canary")
    void otherRunEachTime(SimCluster cluster) {
        cluster.sleep(Duration.ofMillis(CALLS.incrementAndGet()));
    }

    @SimTest(nodes = 1, clients = 0, seeds = 1, config = "short")
    void neverEnds(SimCluster cluster) {
        cluster.startAll(Behaviors::empty);
        cluster.sleep(Duration.ofDays(1));
    }

    @SimTest(nodes = 1, clients = 0, seeds = 1)
    void exceptionOfAnActor(SimCluster cluster) {
        cluster.startAll(() -> Behaviors.receiveMessage(message -> {
            throw new IllegalStateException("as ever");
        }));
        cluster.node("node-1").system().tell("a message");
        cluster.sleep(Duration.ofSeconds(1));
    }

    @SimTest(nodes = 1, clients = 0, seeds = 1)
    void healsNothing(SimCluster cluster) {
        cluster.heal();
        assertThat(cluster.faults()).isEmpty();
    }

    @SimTest(nodes = 1, clients = 0, seeds = 1)
    void fails() {
        throw new IllegalStateException("as ever");
    }

    @SimTest(nodes = 1, clients = 0, seeds = 1)
    void nothingCanHappen() {
        new CompletableFuture<String>().join();
    }
}
