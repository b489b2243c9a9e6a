package dev.pekkosim.testkit.finds;

import static dev.pekkosim.testkit.finds.FindScenario.awaitSetUp;
import static dev.pekkosim.testkit.finds.FindScenario.clusterOf;
import static dev.pekkosim.testkit.finds.FindScenario.sees;
import static dev.pekkosim.testkit.finds.FindScenario.selfOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pekkosim.engine.Failure;
import dev.pekkosim.engine.RunFailedException;
import dev.pekkosim.testkit.RunResult;
import dev.pekkosim.testkit.SimCluster;
import dev.pekkosim.testkit.SimNode;
import dev.pekkosim.testkit.cluster.RunProperties;
import dev.pekkosim.transport.net.InstalledRule;
import dev.pekkosim.transport.net.Passage;
import dev.pekkosim.transport.net.Verdict;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import org.apache.pekko.actor.PoisonPill;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorRefResolver;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.Terminated;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.MemberStatus;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.apache.pekko.cluster.sharding.typed.javadsl.Entity;
import org.apache.pekko.cluster.sharding.typed.javadsl.EntityTypeKey;
import org.junit.jupiter.api.Test;

/**
 * PEKKO-3: the first watch that a restarted node gets is lost if an earlier one could not reach its
 * former life.
 */
class LostWatchTest {

    private static final EntityTypeKey<Object> ECHO = EntityTypeKey.create(Object.class, "echo");

    @Test
    void watchAfterOneThatDidNotArrive_isLost() {
        RunResult result =
                watchedActorEnds(true, "node-1", "node-2", RunProperties.APPLICATION_ANSWERS);

        FindScenario.assertFind(result, "PEKKO-3", RunProperties.APPLICATION_ANSWERS)
                .startsWith("/user on node-1 waits for ever for the termination of")
                .contains("its watch was system message 1 to node-2")
                .contains("resent when its restart was noticed");
    }

    /**
     * The new life takes the watch for the former one, which is resent before the answer to the
     * handshake can arrive.
     */
    @Test
    void watchArrivesBeforeTheRestartIsNoticed_nextOneIsLost() {
        RunResult result = FindScenario.run(2, cluster -> {
            Targets targets = restartSecondNodeThatCannotAnswer(cluster);
            String former = targets.forgetNoticed();
            Targets.watch(cluster.node("node-1"), former);
            targets.requireNoticed(cluster, former, RunProperties.APPLICATION_ANSWERS);
        });

        FindScenario.assertFind(result, "PEKKO-3", RunProperties.APPLICATION_ANSWERS)
                .contains("resent when its restart was not yet noticed");
    }

    /**
     * The new node-2 watches an actor on node-1, which ends; that node-1 says so has the number of
     * its earlier watch.
     */
    @Test
    void answerToAWatch_isLost() {
        RunResult result =
                watchedActorEnds(true, "node-2", "node-1", RunProperties.APPLICATION_ANSWERS);

        FindScenario.assertFind(result, "PEKKO-3", RunProperties.APPLICATION_ANSWERS)
                .startsWith("/user on node-2 waits for ever for the termination of")
                .contains("its notice was system message 1 from node-1 to node-2");
    }

    @Test
    void noWatchBefore_theAnswerArrives() {
        RunResult result =
                watchedActorEnds(false, "node-2", "node-1", RunProperties.APPLICATION_ANSWERS);

        assertThat(result.failure()).isNull();
    }

    /** As a shard coordinator does that finds a region of a former life in its state. */
    @Test
    void secondWatchOfTheDeadActor_isLost() {
        RunResult result = FindScenario.run(2, cluster -> {
            Targets targets = restartSecondNode(cluster, true);
            String former = targets.forgetNoticed();
            Targets.watch(cluster.node("node-1"), former);
            targets.requireNoticed(cluster, former, RunProperties.APPLICATION_ANSWERS);
        });

        FindScenario.assertFind(result, "PEKKO-3", RunProperties.APPLICATION_ANSWERS);
    }

    /** No region waits for anything here. */
    @Test
    void bufferIsNeverEmptyWithoutSharding_isNotRecognised() {
        RunResult result = watchedActorEnds(true, "node-1", "node-2", RunProperties.BUFFERS_EMPTY);

        FindScenario.assertNoFind(result, RunProperties.BUFFERS_EMPTY);
    }

    /** The same, but an entity of another type is silent as well, by its own fault. */
    @Test
    void anotherEntityIsSilent_isNotRecognised() {
        RunResult result = FindScenario.run(2, cluster -> {
            Targets targets = new Targets(true);
            restartSecondNode(
                    cluster,
                    targets,
                    true,
                    () -> FindScenario.restart(cluster, cluster.node("node-2")));
            String id = targets.entityOn(cluster, "node-2");
            targets.stopRegion(cluster.node("node-2"));
            SilentEntity.ask(cluster.node("node-1"));
            CompletableFuture<String> answer = targets.ask(cluster, id);
            assertThat(cluster.await(Duration.ofMinutes(1), answer::isDone))
                    .as("%s is answered", id)
                    .isTrue();
        });

        FindScenario.assertNoFind(result, RunProperties.BODY_ASSERTION);
    }

    /** A property of the application's own that names the actor. */
    @Test
    void assertionOfTheBody_tellsWhoIsWaitedFor() {
        RunResult result = FindScenario.run(2, cluster -> {
            Targets targets = restartSecondNode(cluster, true);
            String target = targets.watch(cluster, "node-1", "node-2");
            targets.stop("node-2");
            cluster.sleep(Duration.ofMinutes(1));
            assertThat(targets.noticed).contains(target);
        });

        FindScenario.assertFind(result, "PEKKO-3", RunProperties.BODY_ASSERTION)
                .startsWith("/user on node-1 waits for ever for the termination of");
    }

    @Test
    void somethingElseFailsToo_isFailed() {
        RunResult result = FindScenario.run(2, cluster -> {
            Targets targets = restartSecondNode(cluster, true);
            String target = targets.watch(cluster, "node-1", "node-2");
            targets.stop("node-2");
            cluster.sleep(Duration.ofMinutes(1));
            FindScenario.failTwice(
                    cluster,
                    () -> targets.requireNoticed(
                            cluster, target, RunProperties.APPLICATION_ANSWERS));
        });

        FindScenario.assertPartly(result, "PEKKO-3", RunProperties.APPLICATION_ANSWERS);
    }

    /**
     * The coordinator never learns that the region on node-2 has ended, so its shards stay there.
     */
    @Test
    void coordinatorWaitsForARegion_itsEntitiesDoNotAnswer() {
        RunResult result = FindScenario.run(2, cluster -> {
            Targets targets = new Targets(true);
            restartSecondNode(
                    cluster,
                    targets,
                    true,
                    () -> FindScenario.restart(cluster, cluster.node("node-2")));
            String id = targets.entityOn(cluster, "node-2");
            targets.stopRegion(cluster.node("node-2"));
            CompletableFuture<String> answer = targets.ask(cluster, id);
            assertThat(cluster.await(Duration.ofMinutes(1), answer::isDone))
                    .as("%s is answered", id)
                    .isTrue();
        });

        FindScenario.assertFind(result, "PEKKO-3", RunProperties.BODY_ASSERTION)
                .contains("/system/sharding/echoCoordinator/singleton/coordinator on node-1 waits");
    }

    @Test
    void noWatchBefore_isNotLost() {
        RunResult result =
                watchedActorEnds(false, "node-1", "node-2", RunProperties.APPLICATION_ANSWERS);

        assertThat(result.failure()).isNull();
    }

    @Test
    void watchedActorLives_isNoLostWatch() {
        RunResult result = FindScenario.run(2, cluster -> {
            Targets targets = restartSecondNode(cluster, true);
            String target = targets.watch(cluster, "node-1", "node-2");
            targets.requireNoticed(cluster, target, RunProperties.APPLICATION_ANSWERS);
        });

        FindScenario.assertNoFind(result, RunProperties.APPLICATION_ANSWERS);
    }

    /** A wait is there, but that nothing shows to be behind what is not answered. */
    @Test
    void watchIsLostButAnotherAnswerIsMissing_isNoLostWatch() {
        RunResult result = FindScenario.run(2, cluster -> {
            Targets targets = restartSecondNode(cluster, true);
            targets.watch(cluster, "node-1", "node-2");
            targets.stop("node-2");
            cluster.sleep(Duration.ofMinutes(1));
            throw new CompletionException(new TimeoutException("the order is late"));
        });

        FindScenario.assertNoFind(result, RunProperties.BODY_EXCEPTION);
    }

    /**
     * After the restart of node-2 one node watches an actor of the other one, which ends.
     *
     * @param watchedBefore whether there was a watch while node-2 was down
     * @param property what fails if that is not noticed
     */
    private static RunResult watchedActorEnds(
            boolean watchedBefore, String by, String of, String property) {
        return FindScenario.run(2, cluster -> {
            Targets targets = restartSecondNode(cluster, watchedBefore);
            String target = targets.watch(cluster, by, of);
            targets.stop(of);
            targets.requireNoticed(cluster, target, property);
        });
    }

    /** Crashes node-2 and restarts it; node-1 may watch an actor on it while it is down. */
    private static Targets restartSecondNode(SimCluster cluster, boolean watchesMeanwhile) {
        return restartSecondNode(
                cluster,
                new Targets(false),
                watchesMeanwhile,
                () -> FindScenario.restart(cluster, cluster.node("node-2")));
    }

    /**
     * As before, but for some seconds the new node-2 cannot connect to node-1, so node-1 sends
     * without an answer.
     */
    private static Targets restartSecondNodeThatCannotAnswer(SimCluster cluster) {
        return restartSecondNode(cluster, new Targets(false), true, () -> {
            InstalledRule noAnswer = cluster.network()
                    .install(
                            "no connection node-2 -> node-1",
                            passage -> passage.from().equals("node-2")
                                            && passage.kind() == Passage.Kind.CONNECT
                                    ? Verdict.HOLD
                                    : Verdict.PASS);
            FindScenario.restart(cluster, cluster.node("node-2"));
            cluster.sleep(Duration.ofSeconds(10));
            noAnswer.uninstall();
        });
    }

    private static Targets restartSecondNode(
            SimCluster cluster, Targets targets, boolean watchesMeanwhile, Runnable restart) {
        cluster.startAll(targets::guardian);
        SimNode first = cluster.node("node-1");
        SimNode second = cluster.node("node-2");
        String target = targets.on(second);
        second.crashProcess();
        if (watchesMeanwhile) {
            Targets.watch(first, target);
        }
        cluster.sleep(Duration.ofSeconds(2));
        restart.run();
        awaitSetUp(
                cluster,
                "node-2 Up again",
                () -> sees(first, selfOf(second))
                        && clusterOf(second).selfMember().status().equals(MemberStatus.up()));
        cluster.sleep(Duration.ofSeconds(5));
        return targets;
    }

    /**
     * The application: the guardian of each node has a child to be watched, and watches what it is
     * told to.
     */
    private static final class Targets {

        private static final Duration BOUND = Duration.ofMinutes(10);

        private final boolean sharded;
        private final Map<String, ActorRef<String>> children = new HashMap<>();
        private final Set<String> noticed = new HashSet<>();

        /** @param sharded whether it has entities, too */
        Targets(boolean sharded) {
            this.sharded = sharded;
        }

        Behavior<Object> guardian() {
            return Behaviors.setup(context -> {
                if (sharded) {
                    ClusterSharding.get(context.getSystem())
                            .init(Entity.of(ECHO, entity -> here(context.getSystem())));
                    SilentEntity.init(context.getSystem());
                }
                ActorRef<String> child = context.spawn(
                        Behaviors.receiveMessage((String stop) -> Behaviors.stopped()), "target");
                children.put(context.getSystem().address().host().get(), child);
                ActorRefResolver resolver = ActorRefResolver.get(context.getSystem());
                return Behaviors.receive(Object.class)
                        .onMessage(String.class, target -> {
                            context.watch(resolver.resolveActorRef(target));
                            return Behaviors.same();
                        })
                        .onSignal(Terminated.class, end -> {
                            noticed.add(resolver.toSerializationFormat(end.getRef()));
                            return Behaviors.same();
                        })
                        .build();
            });
        }

        /** An entity that tells where it is. */
        private static Behavior<Object> here(ActorSystem<?> system) {
            return Behaviors.receiveMessage(replyTo -> {
                ((ActorRef<?>) replyTo)
                        .unsafeUpcast()
                        .tell(system.address().host().get());
                return Behaviors.same();
            });
        }

        /** Asks, from node-1, where an entity is. */
        CompletableFuture<String> ask(SimCluster cluster, String id) {
            return ClusterSharding.get(cluster.node("node-1").system())
                    .entityRefFor(ECHO, id)
                    .<String>ask(replyTo -> replyTo, BOUND)
                    .toCompletableFuture();
        }

        /** Finds an entity that is on a node. */
        String entityOn(SimCluster cluster, String node) {
            for (int i = 0; i < 20; i++) {
                String id = "e" + i;
                CompletableFuture<String> answer = ask(cluster, id);
                cluster.await(BOUND, answer::isDone);
                if (answer.join().equals(node)) {
                    return id;
                }
            }
            throw new IllegalStateException("no entity is on " + node);
        }

        void stopRegion(SimNode node) {
            Adapter.toClassic(node.system())
                    .actorSelection("/system/sharding/echo")
                    .tell(PoisonPill.getInstance(), org.apache.pekko.actor.ActorRef.noSender());
        }

        /** Forgets the only end that was noticed so far, and returns whose it was. */
        String forgetNoticed() {
            assertThat(noticed).hasSize(1);
            String target = noticed.iterator().next();
            noticed.clear();
            return target;
        }

        static void watch(SimNode node, String target) {
            node.system().tell(target);
        }

        String on(SimNode node) {
            return ActorRefResolver.get(node.system()).toSerializationFormat(child(node.name()));
        }

        /**
         * Lets one node watch the actor of the other one, and returns whose end it will wait for.
         */
        String watch(SimCluster cluster, String by, String of) {
            String target = on(cluster.node(of));
            watch(cluster.node(by), target);
            cluster.sleep(Duration.ofSeconds(5));
            return target;
        }

        void stop(String node) {
            child(node).tell("stop");
        }

        private ActorRef<String> child(String node) {
            ActorRef<String> child = children.get(node);
            if (child == null) {
                throw new IllegalStateException(node + " never ran");
            }
            return child;
        }

        void requireNoticed(SimCluster cluster, String target, String property) {
            if (!cluster.await(BOUND, () -> noticed.contains(target))) {
                throw new RunFailedException(
                        Failure.Kind.PROPERTY,
                        property,
                        "nobody was told within " + BOUND.toMinutes() + " virtual minutes that "
                                + target + " ended");
            }
        }
    }
}
