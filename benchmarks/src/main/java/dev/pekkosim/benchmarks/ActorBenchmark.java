// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.benchmarks;

import com.typesafe.config.ConfigFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.Props;
import org.apache.pekko.actor.typed.SpawnProtocol;
import org.apache.pekko.actor.typed.javadsl.AskPattern;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** A real actor system, on its default dispatcher. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 4, time = 400, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 8, time = 250, timeUnit = TimeUnit.MILLISECONDS)
@State(Scope.Benchmark)
public class ActorBenchmark {

    private static final int PAIRS = 2;
    private static final int IN_FLIGHT = 32;
    private static final int HITS_PER_BALL = 1_000;
    private static final int MESSAGES = PAIRS * IN_FLIGHT * HITS_PER_BALL;
    private static final int ASKS = 100;
    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    private final ActorSystem<SpawnProtocol.Command> system = ActorSystem.create(
            SpawnProtocol.create(),
            "real",
            ConfigFactory.parseString("pekko { loglevel = OFF, stdout-loglevel = OFF }")
                    .withFallback(ConfigFactory.load()));

    private final List<ActorRef<Ball>> players = new ArrayList<>();
    private final ActorRef<Question> answering = spawn(answering(), "answering");

    /**
     * What two actors send each other.
     *
     * @param left how often it will be hit
     * @param partner who gets it next but one
     * @param ended counts the balls that are left
     */
    private record Ball(int left, ActorRef<Ball> partner, CountDownLatch ended) {}

    private record Question(ActorRef<Question> replyTo) {}

    /** Starts the system. */
    public ActorBenchmark() {
        for (int i = 0; i < 2 * PAIRS; i++) {
            players.add(spawn(player(), "player-" + i));
        }
    }

    private <T> ActorRef<T> spawn(Behavior<T> behavior, String name) {
        CompletionStage<ActorRef<T>> spawned = AskPattern.ask(
                system,
                replyTo -> new SpawnProtocol.Spawn<>(behavior, name, Props.empty(), replyTo),
                TIMEOUT,
                system.scheduler());
        return spawned.toCompletableFuture().join();
    }

    private static Behavior<Ball> player() {
        return Behaviors.receive((context, ball) -> {
            if (ball.left() == 0) {
                ball.ended().countDown();
            } else {
                ball.partner().tell(new Ball(ball.left() - 1, context.getSelf(), ball.ended()));
            }
            return Behaviors.same();
        });
    }

    private static Behavior<Question> answering() {
        return Behaviors.receiveMessage(question -> {
            question.replyTo().tell(question);
            return Behaviors.same();
        });
    }

    /** Two pairs of actors, 32 messages in flight in each. */
    @Benchmark
    @OperationsPerInvocation(MESSAGES)
    public void pingPong() throws InterruptedException {
        CountDownLatch ended = new CountDownLatch(PAIRS * IN_FLIGHT);
        for (int i = 0; i < PAIRS * IN_FLIGHT; i++) {
            int pair = i % PAIRS * 2;
            players.get(pair).tell(new Ball(HITS_PER_BALL, players.get(pair + 1), ended));
        }
        if (!ended.await(TIMEOUT.toSeconds(), TimeUnit.SECONDS)) {
            throw new IllegalStateException("messages were lost");
        }
    }

    /** One ask, and the wait for its answer. */
    @Benchmark
    public Object ask() {
        return ask(answering).toCompletableFuture().join();
    }

    /** A hundred asks at once, and the wait for all their answers. */
    @Benchmark
    @OperationsPerInvocation(ASKS)
    public void asks() {
        List<CompletionStage<Question>> asked = new ArrayList<>(ASKS);
        for (int i = 0; i < ASKS; i++) {
            asked.add(ask(answering));
        }
        asked.forEach(answer -> answer.toCompletableFuture().join());
    }

    private CompletionStage<Question> ask(ActorRef<Question> asked) {
        return AskPattern.ask(asked, Question::new, TIMEOUT, system.scheduler());
    }

    /** Stops the system. */
    @TearDown
    public void stop() {
        system.terminate();
        system.getWhenTerminated().toCompletableFuture().join();
    }
}
