package dev.pekkosim.dispatcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pekkosim.engine.Failure;
import dev.pekkosim.engine.Limits;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.apache.pekko.actor.AbstractActor;
import org.apache.pekko.actor.AbstractActorWithTimers;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.actor.Props;
import org.apache.pekko.japi.pf.ReceiveBuilder;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the message of a limit calls the hottest: actors by path, with the message's class. */
class HotSpotNamesTest {

    private static final Limits LIMITS = new Limits(
            20_000, 3600L * 1_000_000_000L, 16, 1_000, 5_000, 5_000, 3600L * 1_000_000_000L);

    private record Again() {}

    private record Tick() {}

    @BeforeAll
    static void install() {
        SimSystems.install();
    }

    private static String limit(String key, Consumer<ActorSystem> body) {
        Failure failure = SimulatedActorSystemTest.run(1, LIMITS, (engine, system) -> {
                    body.accept(system);
                    new CompletableFuture<String>().join();
                })
                .failure();
        assertThat(failure).isNotNull();
        assertThat(failure.property()).isEqualTo("pekko.sim.limits." + key);
        return failure.message();
    }

    private static final class Endless extends AbstractActor {

        @Override
        public Receive createReceive() {
            return ReceiveBuilder.create()
                    .match(Again.class, again -> getSelf().tell(again, getSelf()))
                    .build();
        }
    }

    @Test
    void mailbox_isCalledByItsActor_andTheMessage() {
        String text = limit(
                "steps",
                system -> system.actorOf(Props.create(Endless.class, Endless::new), "endless")
                        .tell(new Again(), ActorRef.noSender()));

        assertThat(text)
                .startsWith("more than 20000 steps; hottest: node-1 /user/endless"
                        + " dev.pekkosim.dispatcher.HotSpotNamesTest$Again (");
    }

    private static final class Timed extends AbstractActorWithTimers {

        @Override
        public void preStart() {
            getTimers().startTimerAtFixedRate("beat", new Tick(), Duration.ofNanos(100_000));
        }

        @Override
        public Receive createReceive() {
            return ReceiveBuilder.create().matchAny(any -> {}).build();
        }
    }

    @Test
    void timerOfAnActor_isCalledByItsActor_andItsKey() {
        String text = limit(
                "steps", system -> system.actorOf(Props.create(Timed.class, Timed::new), "timed"));

        assertThat(text)
                .contains("node-1 timer of /user/timed timer 'beat' (")
                .contains("node-1 /user/timed timer 'beat' (");
    }

    @Test
    void timerThatSends_isCalledByTheReceiver_andTheMessage() {
        String text = limit(
                "steps",
                system -> system.scheduler()
                        .scheduleAtFixedRate(
                                Duration.ZERO,
                                Duration.ofNanos(100_000),
                                system.actorOf(Props.empty(), "ticked"),
                                new Tick(),
                                system.dispatcher(),
                                ActorRef.noSender()));

        assertThat(text)
                .contains("node-1 timer of /user/ticked"
                        + " dev.pekkosim.dispatcher.HotSpotNamesTest$Tick (");
    }

    private static final class Loop implements Runnable {

        private final ActorSystem system;

        Loop(ActorSystem system) {
            this.system = system;
        }

        @Override
        public void run() {
            system.dispatcher().execute(this);
        }
    }

    @Test
    void task_isCalledByItsClass() {
        String text = limit("steps", system -> new Loop(system).run());

        assertThat(text).contains("node-1 dev.pekkosim.dispatcher.HotSpotNamesTest$Loop (");
    }

    @Test
    void tooManyReady_namesTheActors() {
        String text = limit("ready-steps", system -> {
            for (int i = 0; i < 1_000; i++) {
                system.dispatcher().execute(new Loop(system));
            }
        });

        assertThat(text)
                .startsWith("more than 1000 steps are ready at once; most: node-1"
                        + " dev.pekkosim.dispatcher.HotSpotNamesTest$Loop (");
    }

    /** Waits for nothing. */
    private static final class Waiting extends AbstractActor {

        @Override
        public Receive createReceive() {
            return ReceiveBuilder.create()
                    .matchAny(any -> new CompletableFuture<String>().join())
                    .build();
        }
    }

    @Test
    void tooManyBlocked_namesWhatTheyWaitFor_andWhere() {
        String text = limit("carriers", system -> {
            for (int i = 0; i < 20; i++) {
                system.actorOf(Props.create(Waiting.class, Waiting::new))
                        .tell("wait", ActorRef.noSender());
            }
        });

        assertThat(text)
                .startsWith("more than 16 steps block at once; most: a step of node-1 waits for a"
                        + " java.util.concurrent.CompletableFuture$Signaller in"
                        + " dev.pekkosim.dispatcher.HotSpotNamesTest$Waiting.");
    }
}
