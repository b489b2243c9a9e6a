package dev.pekkosim.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pekkosim.testkit.TestApp.Message;
import dev.pekkosim.testkit.TestApp.Note;
import dev.pekkosim.testkit.campaign.SuppressForbidden;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.junit.jupiter.api.Test;

/** A run leaves nothing behind. */
class LeftoversTest {

    private static final int RUNS = 40;
    private static final int MOST_COLLECTIONS = 50;

    @Test
    void run_leavesNoThread() {
        long before = threads();
        TestRuns.passes(2, cluster -> {
            cluster.startAll(new TestApp()::guardian);
            assertThat(carriers()).isNotEmpty();
            TestApp.askEntity(cluster.client(), "any", "hello");
            cluster.node("node-2").crashProcess();
        });
        TestRuns.fails(
                2,
                cluster -> cluster.startAll(() -> Behaviors.setup(context -> {
                    throw new IllegalStateException("a run that fails");
                })));
        assertThat(carriers()).isEmpty();
        assertThat(threads()).isLessThanOrEqualTo(before);
    }

    /** Actor systems of crashed nodes never terminate, and must be gone all the same. */
    @Test
    void runs_keepNoActorSystem() {
        List<WeakReference<ActorSystem<?>>> systems = new ArrayList<>();
        List<RunResult> results = new ArrayList<>();
        Campaign campaign = TestRuns.campaign(2, cluster -> {
            cluster.startAll(new TestApp()::guardian);
            cluster.nodes().forEach(node -> systems.add(new WeakReference<>(node.system())));
            TestApp.askEntity(cluster.client(), "any", "hello");
            cluster.node("node-2").crashProcess();
            cluster.sleep(Duration.ofSeconds(1));
        });
        for (int i = 0; i < RUNS; i++) {
            results.add(TestRuns.passed(campaign.run(SeedSequence.seed(i))));
        }
        for (int i = 0; i < MOST_COLLECTIONS && alive(systems) > 0; i++) {
            System.gc();
        }
        assertThat(results).hasSize(RUNS);
        assertThat(systems).hasSize(2 * RUNS);
        assertThat(alive(systems)).isZero();
    }

    /** A long run with many crashes needs no more memory than a short one. */
    @Test
    void crashedNode_isCollectedWithinItsRun() {
        Map<String, WeakReference<ActorSystem<?>>> crashed = new LinkedHashMap<>();
        TestRuns.passes(3, cluster -> {
            CountDownLatch never = new CountDownLatch(1);
            cluster.startAll(() -> busyGuardian(never));
            SimNode node = cluster.node("node-2");

            useAndCrash(cluster, node, "idle", crashed, system -> {});
            useAndCrash(cluster, node, "asked", crashed, system -> {
                TestApp.askEntity(system, "any", "hello");
                TestApp.askEntity(cluster.client(), "any", "hello");
            });
            for (String name : List.of("latch", "future", "sleep", "lock", "thread", "pool")) {
                useAndCrash(cluster, node, name, crashed, system -> {
                    TestApp.actor(system, "node-2", name).tell(new Note("wait"));
                });
            }
            useAndCrash(
                    cluster,
                    node,
                    "leaving",
                    crashed,
                    system -> node.leave(),
                    Duration.ofMillis(200));

            for (int i = 0; i < MOST_COLLECTIONS && !alive(crashed).isEmpty(); i++) {
                System.gc();
            }
            assertThat(alive(crashed)).isEmpty();
        });
        assertThat(crashed).hasSize(9);
    }

    private static void useAndCrash(
            SimCluster cluster,
            SimNode node,
            String what,
            Map<String, WeakReference<ActorSystem<?>>> crashed,
            Consumer<ActorSystem<?>> use) {
        useAndCrash(cluster, node, what, crashed, use, Duration.ofSeconds(3));
    }

    private static void useAndCrash(
            SimCluster cluster,
            SimNode node,
            String what,
            Map<String, WeakReference<ActorSystem<?>>> crashed,
            Consumer<ActorSystem<?>> use,
            Duration pause) {
        crashed.put(what, new WeakReference<>(node.system()));
        use.accept(node.system());
        cluster.sleep(pause);
        TestRuns.crash(node, crashed.size() % 2 == 0);
        cluster.sleep(Duration.ofSeconds(1));
        node.restart();
        assertThat(cluster.await(Duration.ofMinutes(2), () -> TestRuns.missing(node, 3) == null))
                .isTrue();
    }

    /** Has an actor for each way to block. */
    private static Behavior<Void> busyGuardian(CountDownLatch never) {
        return Behaviors.setup(context -> {
            ReentrantLock lock = new ReentrantLock();
            context.spawn(blocking(never::await), "latch");
            context.spawn(blocking(() -> new CompletableFuture<>().get()), "future");
            context.spawn(blocking(() -> pause(1_000_000)), "sleep");
            context.spawn(
                    blocking(() -> {
                        new Thread(lock::lock).start();
                        pause(1_000);
                        lock.lock();
                    }),
                    "lock");
            context.spawn(
                    blocking(() -> {
                        ActorSystem<?> system = context.getSystem();
                        Runnable waits = () -> {
                            try {
                                never.await();
                            } catch (InterruptedException e) {
                                throw new IllegalStateException(system.name(), e);
                            }
                        };
                        new Thread(waits).start();
                        Thread joining = new Thread(waits);
                        joining.start();
                        joining.join();
                    }),
                    "thread");
            context.spawn(
                    blocking(() -> {
                        ActorSystem<?> system = context.getSystem();
                        ExecutorService pool = Executors.newFixedThreadPool(2);
                        pool.execute(() -> system.log().info("in a pool"));
                        ForkJoinPool.commonPool().execute(() -> system.log().info("in another"));
                    }),
                    "pool");
            return new TestApp().guardian();
        });
    }

    /** In virtual time. */
    @SuppressForbidden("it takes no time")
    private static void pause(long millis) throws InterruptedException {
        Thread.sleep(millis);
    }

    /** What may throw. */
    private interface Work {
        void run() throws Exception;
    }

    private static Behavior<Message> blocking(Work work) {
        return Behaviors.receiveMessage(message -> {
            try {
                work.run();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
            return Behaviors.same();
        });
    }

    private static List<String> alive(Map<String, WeakReference<ActorSystem<?>>> systems) {
        return systems.entrySet().stream()
                .filter(entry -> entry.getValue().get() != null)
                .map(Map.Entry::getKey)
                .toList();
    }

    private static long alive(List<WeakReference<ActorSystem<?>>> systems) {
        return systems.stream().filter(system -> system.get() != null).count();
    }

    private static List<String> carriers() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("pekko-sim-carrier-"))
                .toList();
    }

    private static long threads() {
        return Thread.getAllStackTraces().size();
    }
}
