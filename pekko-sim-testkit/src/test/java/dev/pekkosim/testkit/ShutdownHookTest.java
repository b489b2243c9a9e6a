// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.pekko.actor.typed.ActorSystem;
import org.junit.jupiter.api.Test;
import scala.runtime.BoxedUnit;

/** What a {@code main} has for the end of its JVM, which is that of its node. */
class ShutdownHookTest {

    private final TestApp app = new TestApp();
    private final List<Thread> hooks = new ArrayList<>();
    private final List<String> told = new ArrayList<>();

    private ActorSystem<Void> startSystem() {
        return ActorSystem.create(app.guardian(), "test", ConfigFactory.load("test-app"));
    }

    /** As many a {@code main} does it. */
    private void main() {
        ActorSystem<Void> system = startSystem();
        Thread hook = new Thread(
                () -> {
                    told.add(TestApp.hostOf(system) + " stops");
                    system.terminate();
                    system.getWhenTerminated().toCompletableFuture().join();
                },
                "stop");
        Runtime.getRuntime().addShutdownHook(hook);
        hooks.add(hook);
    }

    private static void leaves(SimCluster cluster, SimNode node) {
        node.leave();
        assertThat(cluster.await(Duration.ofMinutes(2), () -> !node.isRunning()))
                .isTrue();
    }

    @Test
    void hook_runsWhenItsNodeShutsDown_inEachLife() {
        TestRuns.passes(2, cluster -> {
            cluster.startAllMain(this::main);
            SimNode node = cluster.node("node-2");
            leaves(cluster, node);
            assertThat(told).containsExactly("node-2 stops");
            cluster.heal();
            leaves(cluster, node);
            assertThat(told).containsExactly("node-2 stops", "node-2 stops");
        });
    }

    @Test
    void hook_doesNotRunWhenItsNodeCrashes() {
        TestRuns.passes(2, cluster -> {
            cluster.startAllMain(this::main);
            cluster.node("node-1").crashProcess();
            cluster.node("node-2").crashHost();
            cluster.heal();
            assertThat(told).isEmpty();
        });
    }

    /** It would keep the actor system, and run at the end of the tests. */
    @Test
    void hook_isNotTheMachines() {
        TestRuns.passes(2, cluster -> cluster.startAllMain(this::main));

        assertThat(hooks).hasSize(2);
        for (Thread hook : hooks) {
            assertThat(Runtime.getRuntime().removeShutdownHook(hook)).isFalse();
        }
    }

    @Test
    void hook_thatIsRemoved_doesNotRun_andOneIsAddedOnce() {
        TestRuns.passes(1, cluster -> {
            cluster.startAllMain(() -> {
                main();
                Thread hook = hooks.get(hooks.size() - 1);
                Runtime runtime = Runtime.getRuntime();
                assertThatThrownBy(() -> runtime.addShutdownHook(hook))
                        .isInstanceOf(IllegalArgumentException.class);
                assertThat(runtime.removeShutdownHook(hook)).isTrue();
                assertThat(runtime.removeShutdownHook(hook)).isFalse();
            });
            leaves(cluster, cluster.node("node-1"));
            assertThat(told).isEmpty();
        });
    }

    /** Scala numbers its hooks per JVM. */
    @Test
    void hooksOfScala_areTheSameRunAgain() {
        Body body = cluster -> {
            cluster.startAllMain(() -> {
                ActorSystem<Void> system = startSystem();
                hooks.add(scala.sys.package$.MODULE$.addShutdownHook(() -> {
                    system.terminate();
                    return BoxedUnit.UNIT;
                }));
            });
            leaves(cluster, cluster.node("node-2"));
        };
        Campaign campaign = TestRuns.campaign(2, body);

        RunResult first = TestRuns.passed(campaign.run(TestRuns.SEED));
        List<String> names = hooks.stream().map(Thread::getName).toList();
        hooks.clear();
        RunResult second = TestRuns.passed(campaign.run(TestRuns.SEED));

        assertThat(names).containsExactly("shutdownHook1", "shutdownHook1");
        assertThat(hooks).extracting(Thread::getName).isEqualTo(names);
        assertThat(second.hash()).isEqualTo(first.hash());
    }
}
