package dev.pekkosim.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pekkosim.testkit.TestApp.Message;
import dev.pekkosim.testkit.TestApp.Said;
import dev.pekkosim.testkit.TestApp.Say;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeoutException;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.AskPattern;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.junit.jupiter.api.Test;

class VirtualTimeTest {

    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration A_MOMENT = Duration.ofSeconds(1);

    @Test
    void sleep_anHour_takesAnHourOfVirtualTimeAndHardlyAnyOther() {
        RunResult result = TestRuns.passes(1, cluster -> {
            cluster.startAll(new TestApp()::guardian);
            Duration before = cluster.virtualTime();
            Instant wall = Instant.now();
            cluster.sleep(HOUR);
            assertThat(cluster.virtualTime().minus(before)).isBetween(HOUR, HOUR.plus(A_MOMENT));
            assertThat(Duration.between(wall, Instant.now())).isBetween(HOUR, HOUR.plus(A_MOMENT));
        });
        assertThat(result.virtualNanos()).isGreaterThan(HOUR.toNanos());
        assertThat(result.wallNanos()).isLessThan(HOUR.toNanos() / 100);
    }

    @Test
    void ask_withoutAnswer_timesOutInVirtualTime() {
        TestRuns.passes(2, cluster -> {
            cluster.startAll(VirtualTimeTest::silentGuardian);
            ActorSystem<?> system = cluster.client();
            ActorRef<Message> silent = TestApp.actor(system, "node-2", "silent");
            Duration before = cluster.virtualTime();
            Throwable error = AskPattern.<Message, Said>ask(
                            silent,
                            replyTo -> new Say("anyone?", replyTo),
                            HOUR,
                            system.scheduler())
                    .handle((answer, failure) -> failure)
                    .toCompletableFuture()
                    .join();
            assertThat(error).isInstanceOf(TimeoutException.class);
            assertThat(cluster.virtualTime().minus(before)).isBetween(HOUR, HOUR.plus(A_MOMENT));
        });
    }

    @Test
    void await_aConditionThatNeverHolds_endsAtItsBound() {
        TestRuns.passes(1, cluster -> {
            cluster.startAll(new TestApp()::guardian);
            Duration before = cluster.virtualTime();
            assertThat(cluster.await(HOUR, () -> false)).isFalse();
            assertThat(cluster.virtualTime().minus(before)).isBetween(HOUR, HOUR.plus(A_MOMENT));
            assertThat(cluster.await(HOUR, () -> true)).isTrue();
            assertThat(cluster.virtualTime().minus(before)).isLessThan(HOUR.plus(A_MOMENT));
        });
    }

    private static Behavior<Void> silentGuardian() {
        return Behaviors.setup(context -> {
            context.spawn(Behaviors.<Message>receiveMessage(m -> Behaviors.same()), "silent");
            return Behaviors.empty();
        });
    }
}
