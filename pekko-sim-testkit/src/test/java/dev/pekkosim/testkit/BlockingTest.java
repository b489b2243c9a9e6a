package dev.pekkosim.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pekkosim.testkit.TestApp.Message;
import dev.pekkosim.testkit.TestApp.Said;
import dev.pekkosim.testkit.TestApp.Say;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.AskPattern;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.junit.jupiter.api.Test;
import scala.concurrent.Await;
import scala.concurrent.duration.Duration;
import scala.jdk.javaapi.FutureConverters;

class BlockingTest {

    private final TestApp app = new TestApp();

    @Test
    void await_forABlockedActorOfAnotherNode_doesNotDeadlock() {
        TestRuns.passes(3, cluster -> {
            cluster.startAll(this::relaying);
            ActorSystem<?> system = cluster.node("node-3").system();
            ActorRef<Message> first = TestApp.actor(system, "node-1", "relay");
            // the second waits for an actor of the node that is waiting for it
            Said said = TestApp.ask(system, first, "node-2/relay node-1/second node-3/echo hello");
            assertThat(said.text()).isEqualTo("hello");
            assertThat(said.node()).isEqualTo("node-3");
            assertThat(app.events("node-1"))
                    .containsSubsequence("relay blocks", "second blocks", "second", "relay");
            assertThat(app.events("node-2")).containsExactly("relay blocks", "relay");
        });
    }

    private Behavior<Void> relaying() {
        return Behaviors.setup(context -> {
            context.spawn(relay(), "relay");
            context.spawn(relay(), "second");
            return app.guardian();
        });
    }

    /** Asks the next on the way, and blocks its thread until the answer is there. */
    private Behavior<Message> relay() {
        return Behaviors.setup(context -> Behaviors.receiveMessage(message -> {
            Say say = (Say) message;
            String[] way = say.text().split(" ", 2);
            String[] next = way[0].split("/", 2);
            ActorSystem<?> system = context.getSystem();
            String self = context.getSelf().path().name();
            app.happened(system, self + " blocks");
            Said answer = Await.result(
                    FutureConverters.asScala(AskPattern.<Message, Said>ask(
                            TestApp.actor(system, next[0], next[1]),
                            replyTo -> new Say(way[1], replyTo),
                            TestApp.ASK_TIMEOUT,
                            system.scheduler())),
                    Duration.create(5, TimeUnit.SECONDS));
            app.happened(system, self);
            say.replyTo().tell(answer);
            return Behaviors.same();
        }));
    }
}
