package dev.pekkosim.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pekkosim.buggify.Property;
import dev.pekkosim.testkit.SimCluster;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorRefResolver;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.AskPattern;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.junit.jupiter.api.Timeout;

/** Methods of which runs fail; {@link SimTestTest} executes them. */
class FailingSample {

    /** The second of the sequence. */
    static final long BAD = 0x6e789e6aa1b965f4L;

    @SimTest(nodes = 2, clients = 0, seeds = 3)
    void oneSeedFails(Seed seed) {
        assertThat(seed.value() == BAD ? 7 : 10).as("balance").isEqualTo(10);
    }

    @SimTest(nodes = 1, clients = 0, seeds = 5)
    void allSeedsFail() {
        throw new IllegalStateException("as ever");
    }

    @SimTest(nodes = 2, clients = 0, seeds = 1)
    void propertyIsViolatedOnANode(SimCluster cluster) {
        cluster.startAll(Behaviors::empty);
        cluster.node("node-2").crashHost();
        cluster.sleep(Duration.ofSeconds(1));
        cluster.runOn(
                cluster.node("node-1"),
                () -> Property.alwaysOrUnreachable(
                        2 + 2 == 5, "money is conserved", "expected", 5, "actual", 4));
    }

    @Timeout(value = 1, unit = TimeUnit.MILLISECONDS)
    @SimTest(nodes = 2, clients = 0, seeds = 1)
    void tooLateForJUnit(SimCluster cluster) {
        cluster.startAll(Behaviors::empty);
        cluster.sleep(Duration.ofHours(1));
    }

    @SimTest(nodes = 1, clients = 0, seeds = 1)
    void nothingCanHappen() {
        new CompletableFuture<String>().join();
    }

    @SimTest(nodes = 1, clients = 0, seeds = 1)
    void threadOfNoRun(SimCluster cluster) {
        cluster.startAll(Behaviors::empty);
        Outsider.hand(cluster.node("node-1").system());
        cluster.sleep(Duration.ofHours(20));
    }

    @SimTest(nodes = 2, clients = 0, seeds = 1)
    void waitsForADeadNode(SimCluster cluster) {
        cluster.startAll(Behaviors::empty);
        ActorSystem<?> system = cluster.node("node-1").system();
        CompletionStage<String> asked = AskPattern.ask(
                ActorRefResolver.get(system)
                        .<ActorRef<String>>resolveActorRef("pekko://test@node-2:17355/user/nobody"),
                replyTo -> replyTo,
                Duration.ofSeconds(5),
                system.scheduler());
        cluster.node("node-1").crashHost();
        asked.toCompletableFuture().join();
    }
}
