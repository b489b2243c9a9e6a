package dev.pekkosim.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pekkosim.transport.net.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.Cluster;
import org.apache.pekko.cluster.ddata.Flag;
import org.apache.pekko.cluster.ddata.FlagKey;
import org.apache.pekko.cluster.ddata.GSetKey;
import org.apache.pekko.cluster.ddata.Key;
import org.apache.pekko.cluster.ddata.Replicator;
import org.junit.jupiter.api.Test;

/**
 * What {@code docs/reference/pekko-points.md} says that a point leads to, next to what happens
 * without it.
 */
class PekkoPointOutcomesTest {

    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration LONG = Duration.ofMinutes(5);

    private static final List<String> TEN =
            IntStream.range(0, 10).mapToObj(i -> "hello " + i).toList();

    // ---- remoting

    @Test
    void sendQueue_thatIsFull_leavesMessagesToTheDeadLetters_andNoSystemMessage() {
        Look<String> look = (cluster, app) -> {
            app.watchTarget("node-1", "node-2");
            app.tellTarget("node-1", "node-2", "hello");
            cluster.sleep(SECOND);
            app.stopTarget("node-2");
            cluster.sleep(Duration.ofSeconds(5));
            assertThat(app.noted("watcher")).containsExactly("the target has stopped");
            return app.noted("target") + " " + app.noted("dead letters");
        };

        assertThat(usually(look)).isEqualTo("[hello, stop] []");
        assertThat(with("pekko.remoting.send-queue.full", "1", look)).isEqualTo("[stop] [hello]");
    }

    @Test
    void systemMessage_whoseAcknowledgementsAreLost_isRepeated_andServedOnce() {
        Look<Long> look = (cluster, app) -> {
            app.watchTarget("node-1", "node-2");
            cluster.sleep(SECOND);
            app.stopTarget("node-2");
            cluster.sleep(Duration.ofSeconds(20));
            assertThat(app.noted("watcher")).containsExactly("the target has stopped");
            return OnePoint.reached(cluster, "pekko.remoting.system-message-ack.lost");
        };

        assertThat(usually(look)).isBetween(1L, 4L);
        assertThat(with("pekko.remoting.system-message-ack.lost", "1", look)).isGreaterThan(15);
    }

    @Test
    void handshake_whoseReplyIsLost_isAskedForAgain_andMessagesArrive() {
        Look<Long> look = (cluster, app) -> {
            SimNode node = cluster.node("node-2");
            node.crashProcess();
            cluster.sleep(SECOND);
            node.restart();
            until(cluster, node::hasSystem);
            app.tellTarget("node-2", "node-1", "hello");
            until(cluster, () -> app.noted("target").contains("hello"));
            return OnePoint.reached(cluster, "pekko.remoting.handshake-reply.lost");
        };

        assertThat(with("pekko.remoting.handshake-reply.lost", "1", look))
                .isGreaterThan(usually(look));
    }

    @Test
    void connect_thatIsRefused_orResetAtOnce_losesTheMessage_andNoLaterOne() {
        Look<String> look = (cluster, app) -> {
            disconnect(cluster);
            app.tellTarget("node-1", "node-2", "early");
            cluster.sleep(Duration.ofSeconds(5));
            String early = app.noted("target").toString();
            cluster.heal();
            cluster.sleep(Duration.ofSeconds(5));
            app.tellTarget("node-1", "node-2", "late");
            cluster.sleep(Duration.ofSeconds(5));
            return early + " " + app.noted("target");
        };

        assertThat(usually(look)).isEqualTo("[early] [early, late]");
        assertThat(with("pekko.remoting.connect.refused", "1", look)).isEqualTo("[] [late]");
        assertThat(with("pekko.remoting.handshake.reset", "1", look)).isEqualTo("[] [late]");
    }

    @Test
    void connect_thatIsSlow_keepsMessagesWaiting_inTheirOrder() {
        Look<Duration> look = (cluster, app) -> {
            disconnect(cluster);
            app.tellTarget("node-1", "node-2", "first");
            app.tellTarget("node-1", "node-2", "second");
            Duration late = until(cluster, () -> app.noted("target").contains("second"));
            assertThat(app.noted("target")).isSorted().endsWith("second");
            return late;
        };

        assertThat(with("pekko.remoting.connect.slow", "1", look))
                .isGreaterThan(usually(look).plusMillis(200));
    }

    @Test
    void connection_thatIsReset_losesMessages_butNeitherOrderNorSystemMessages() {
        Look<Integer> look = (cluster, app) -> {
            app.watchTarget("node-1", "node-2");
            for (int i = 100; i < 200; i++) {
                app.tellTarget("node-1", "node-2", "note " + i);
                cluster.sleep(Duration.ofMillis(100));
            }
            int arrived = app.noted("target").size();
            app.stopTarget("node-2");
            until(cluster, () -> app.noted("watcher").contains("the target has stopped"));
            cluster.sleep(Duration.ofSeconds(10));
            assertThat(app.noted("target")).isSorted().doesNotHaveDuplicates();
            assertThat(app.noted("watcher")).containsExactly("the target has stopped");
            return arrived;
        };

        assertThat(usually(look)).isEqualTo(100);
        assertThat(with("pekko.remoting.connection.reset", "1/30", look)).isBetween(1, 99);
    }

    @Test
    void streams_thatStopEarlyForBeingIdle_beginAgainWithTheNextMessage() {
        Look<Boolean> look = (cluster, app) -> {
            List<Connection> before = connections(cluster);
            cluster.sleep(Duration.ofSeconds(20));
            boolean stay = connections(cluster).containsAll(before);
            app.tellTarget("node-1", "node-2", "hello");
            until(cluster, () -> app.noted("target").contains("hello"));
            return stay;
        };

        assertThat(usually(look)).isTrue();
        assertThat(with("pekko.remoting.idle-stop.early", "1", look)).isFalse();
    }

    @Test
    void inboundStreams_thatAreRestarted_onceInALife_takeMessagesAgain_butTheNodeIsMute() {
        Look<Boolean> look = (cluster, app) -> {
            cluster.sleep(Duration.ofSeconds(15));
            app.tellTarget("node-1", "node-2", "hello");
            until(cluster, () -> app.noted("target").contains("hello"));
            assertThat(OnePoint.fired(cluster, "pekko.remoting.inbound-streams.restarted"))
                    .isLessThanOrEqualTo(cluster.nodes().size());
            return seesUnreachable(cluster.node("node-1"));
        };

        assertThat(usually(look)).isFalse();
        assertThat(with("pekko.remoting.inbound-streams.restarted", "1", look)).isTrue();
    }

    // ---- sharding

    @Test
    void region_whoseBufferIsFull_leavesMessagesToTheDeadLetters() {
        Look<String> look = (cluster, app) -> {
            app.tellEntity("c", "first"); // its shard has no home yet
            cluster.sleep(SECOND);
            app.tellEntity("c", "second");
            cluster.sleep(SECOND);
            return app.noted("c") + " " + app.noted("dead letters");
        };

        assertThat(usually(look)).isEqualTo("[starts, first, second] []");
        assertThat(with("pekko.sharding.region-buffer.full", "1", look))
                .isEqualTo("[starts, second] [first]");
    }

    @Test
    void region_thatForgetsAHome_asksTheCoordinatorAgain_andNoMessageIsLost() {
        Look<Long> look = (cluster, app) -> {
            tellTen(cluster, app, "a");
            tellTen(cluster, app, "b");
            assertThat(app.noted("a")).containsExactlyElementsOf(TEN);
            assertThat(app.noted("b")).containsExactlyElementsOf(TEN);
            return OnePoint.reached(cluster, "pekko.sharding.get-shard-home.late");
        };

        assertThat(usually(look)).isZero();
        assertThat(with("pekko.sharding.home-cache.dropped", "1", look)).isGreaterThan(5);
    }

    @Test
    void entity_thatIsPassivatedEarly_getsItsStopMessage_andStartsAgain_andNoMessageIsLost() {
        Look<List<String>> look = (cluster, app) -> {
            tellTen(cluster, app, "a");
            assertThat(app.noted("a")).containsSubsequence(TEN);
            return app.noted("a");
        };

        assertThat(usually(look)).containsExactlyElementsOf(TEN);
        assertThat(with("pekko.sharding.passivation.early", "1", look))
                .containsSequence("stop", "stops", "starts");
    }

    @Test
    void rebalance_thatIsForced_handsShardsOff_thoughTheLoadsAreEven() {
        Look<List<String>> look = (cluster, app) -> {
            assertThat(app.home("a")).isNotEqualTo(app.home("b"));
            tellTen(cluster, app, "b");
            tellTen(cluster, app, "a");
            return app.noted("a");
        };

        assertThat(usually(look)).containsExactlyElementsOf(TEN);
        assertThat(with("pekko.sharding.rebalance.forced", "1", look))
                .containsSubsequence("stop", "stops", "starts");
    }

    @Test
    void shard_thatIsRestarted_stopsItsEntities_andLosesTheOneMessage() {
        Look<List<String>> look = (cluster, app) -> {
            tellTen(cluster, app, "a");
            long lost = OnePoint.fired(cluster, "pekko.sharding.shard.restarted");
            assertThat(app.noted("a")).filteredOn(TEN::contains).hasSize(TEN.size() - (int) lost);
            return app.noted("d"); // which is in the same shard
        };

        assertThat(usually(look)).isEmpty();
        assertThat(with("pekko.sharding.shard.restarted", "1/2", look)).containsOnly("stops");
    }

    @Test
    void shard_thatIsRestarted_losesWhatItsEntitiesHaveNotServed() {
        Look<Integer> look = (cluster, app) -> {
            TEN.forEach(text -> app.tellEntity("a", text));
            cluster.sleep(SECOND);
            long lost = OnePoint.fired(cluster, "pekko.sharding.shard.restarted");
            assertThat(app.noted("a").stream().filter(TEN::contains).count())
                    .isEqualTo(TEN.size() - lost - app.noted("dead letters").size());
            return app.noted("dead letters").size();
        };

        assertThat(usually(look)).isZero();
        assertThat(with("pekko.sharding.shard.restarted", "1/4", look)).isPositive();
    }

    @Test
    void entity_whoseStopIsNoticedLate_getsItsNextMessageLate() {
        Look<Duration> look = (cluster, app) -> {
            app.tellEntity("a", OutcomeApp.REST);
            cluster.await(SECOND, () -> app.noted("a").contains("stops"));
            app.tellEntity("a", "next");
            Duration late = until(cluster, () -> app.noted("a").contains("next"));
            assertThat(app.noted("a")).containsExactly("rest", "stop", "stops", "starts", "next");
            return late;
        };

        assertThat(with("pekko.sharding.entity-stop.late", "1", look))
                .isGreaterThan(usually(look).plusMillis(200));
    }

    // ---- membership

    @Test
    void gossip_thatIsSkipped_letsANodeJoinLate() {
        assertThat(formed("pekko.cluster.gossip-tick.skipped", "19/20"))
                .isGreaterThan(formed(OnePoint.NONE, "1").plus(SECOND));
    }

    @Test
    void leader_thatSkipsTicks_letsANodeJoinLate() {
        assertThat(formed("pekko.cluster.leader-tick.skipped", "19/20"))
                .isGreaterThan(formed(OnePoint.NONE, "1").plus(SECOND));
    }

    @Test
    void reaper_thatSkipsTicks_findsANodeUnreachableLate() {
        Look<Duration> look = (cluster, app) -> {
            cluster.node("node-2").pause();
            return until(cluster, () -> seesUnreachable(cluster.node("node-1")));
        };

        assertThat(with("pekko.cluster.reaper-tick.skipped", "49/50", look))
                .isGreaterThan(usually(look).plus(SECOND));
    }

    @Test
    void node_thatSendsNoHeartbeats_becomesUnreachable() {
        Look<Boolean> look = (cluster, app) -> cluster.await(
                Duration.ofSeconds(15), () -> seesUnreachable(cluster.node("node-1")));

        assertThat(usually(look)).isFalse();
        assertThat(with("pekko.cluster.heartbeat-tick.skipped", "1", look)).isTrue();
    }

    // ---- distributed data and the receptionist

    @Test
    void update_whoseGossipIsSkipped_isSeenLateElsewhere() {
        // A flag has no deltas.
        Look<Duration> look = (cluster, app) -> {
            app.switchOn("node-1", "flag", Replicator.writeLocal());
            return until(cluster, () -> app.isThere("node-2", FlagKey.create("flag")));
        };

        assertThat(with("pekko.ddata.gossip-tick.skipped", "49/50", look))
                .isGreaterThan(usually(look).plus(SECOND));
    }

    @Test
    void update_whoseDeltasWait_isSeenLateElsewhere() {
        Look<Duration> look = (cluster, app) -> {
            Duration late = Duration.ZERO;
            for (int i = 0; i < 5; i++) {
                String key = "set" + i;
                app.addElement("node-1", key);
                late = late.plus(until(cluster, () -> app.isThere("node-2", GSetKey.create(key))));
            }
            return late;
        };

        assertThat(with("pekko.ddata.delta-tick.skipped", "1", look))
                .isGreaterThan(usually(look).plusMillis(200));
    }

    @Test
    void write_thatIsLate_timesOutAtAMajority_andIsDoneLater() {
        Look<List<String>> look = (cluster, app) -> {
            List<String> answers = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                Object answer =
                        app.switchOn("node-1", "flag" + i, new Replicator.WriteMajority(SECOND));
                answers.add(answer.getClass().getSimpleName());
            }
            for (int i = 0; i < 5; i++) {
                Key<Flag> key = FlagKey.create("flag" + i);
                until(cluster, () -> app.isThere("node-2", key));
            }
            return answers;
        };

        assertThat(usually(look)).containsOnly("UpdateSuccess");
        assertThat(with("pekko.ddata.write.late", "1", look)).contains("UpdateTimeout");
    }

    @Test
    void question_thatTheReceptionistServesLate_timesOut() {
        Look<Long> look = (cluster, app) -> IntStream.range(0, 5)
                .filter(i -> !app.isFindAnswered("node-1", SECOND))
                .count();

        assertThat(usually(look)).isZero();
        assertThat(with("pekko.receptionist.find.late", "1", look)).isPositive();
    }

    // ---- singleton

    @Test
    void singleton_whoseHandOverIsLate_staysLongerWhereItWas() {
        Look<Duration> look = (cluster, app) -> move(cluster, app).stays();

        assertThat(with("pekko.singleton.hand-over.late", "1", look))
                .isGreaterThan(usually(look).plusMillis(200));
    }

    @Test
    void singleton_whoseHandOverIsDoneLate_isNowhereForSoLong() {
        Look<Duration> look = (cluster, app) -> move(cluster, app).isNowhere();

        assertThat(with("pekko.singleton.hand-over-done.late", "1", look))
                .isGreaterThan(usually(look).plusMillis(200));
    }

    /**
     * How long the moves of the singleton took in sum.
     *
     * @param stays from when its node was told to leave until it stopped there
     * @param isNowhere from then on until it started elsewhere
     */
    private record Moves(Duration stays, Duration isNowhere) {}

    /** Lets the node of the singleton leave and come back, twice. */
    private static Moves move(SimCluster cluster, OutcomeApp app) {
        Duration stays = Duration.ZERO;
        Duration isNowhere = Duration.ZERO;
        for (String name : List.of("node-1", "node-2")) {
            SimNode node = cluster.node(name);
            int before = app.noted("singleton").size();
            node.leave();
            stays = stays.plus(until(cluster, () -> app.noted("singleton").size() > before));
            isNowhere = isNowhere.plus(
                    until(cluster, () -> app.noted("singleton").size() > before + 1));
            until(cluster, () -> !node.isRunning());
            node.restart();
            until(
                    cluster,
                    () -> cluster.nodes().stream().allMatch(n -> TestRuns.missing(n, 2) == null));
        }
        return new Moves(stays, isNowhere);
    }

    // ---- runs

    /**
     * What is done, and looked at, once the cluster is there and the point may fire.
     *
     * @param <T> what it shows
     */
    private interface Look<T> {

        T at(SimCluster cluster, OutcomeApp app);
    }

    private static <T> T usually(Look<T> look) {
        return with(OnePoint.NONE, "1", look);
    }

    private static <T> T with(String point, String firing, Look<T> look) {
        List<T> shown = new ArrayList<>();
        run(point, firing, cluster -> {
            OutcomeApp app = new OutcomeApp();
            app.start(cluster);
            OnePoint.awaitBegin(cluster);
            shown.add(look.at(cluster, app));
        });
        return shown.get(0);
    }

    /** How long three nodes take until they are a cluster. */
    private static Duration formed(String point, String firing) {
        List<Duration> shown = new ArrayList<>();
        run(point, firing, 3, cluster -> {
            OnePoint.begin(cluster);
            cluster.startAll(Behaviors::empty);
            shown.add(cluster.virtualTime());
        });
        return shown.get(0);
    }

    private static void run(String point, String firing, Body scenario) {
        run(point, firing, 2, scenario);
    }

    private static void run(String point, String firing, int nodes, Body scenario) {
        String settings = OutcomeApp.SETTINGS + OnePoint.settings(point, firing);
        RunResult run = TestRuns.passed(TestRuns.builder(nodes)
                .config(TestRuns.config(settings))
                .body(scenario)
                .build()
                .run(TestRuns.SEED));
        if (!point.equals(OnePoint.NONE)) {
            assertThat(OnePoint.count(run.points(), point).fired()).isPositive();
        }
    }

    // ---- what looks have in common

    /** How long it takes until something is so, which must be within {@link #LONG}. */
    private static Duration until(SimCluster cluster, BooleanSupplier condition) {
        Duration before = cluster.virtualTime();
        assertThat(cluster.await(LONG, condition)).isTrue();
        return cluster.virtualTime().minus(before);
    }

    /**
     * Tells an entity one thing after the other, with so much time between that each has been
     * served.
     */
    private static void tellTen(SimCluster cluster, OutcomeApp app, String entity) {
        for (String text : TEN) {
            app.tellEntity(entity, text);
            cluster.sleep(SECOND);
        }
    }

    /** Ends the connections of both nodes, so that the next message needs new ones. */
    private static void disconnect(SimCluster cluster) {
        cluster.networkFaults().resetConnections("node-1", "node-2");
        cluster.sleep(Duration.ofMillis(100));
    }

    private static List<Connection> connections(SimCluster cluster) {
        return List.copyOf(cluster.network().link("node-1", "node-2").connections());
    }

    private static boolean seesUnreachable(SimNode node) {
        return !Cluster.get(Adapter.toClassic(node.system()))
                .state()
                .getUnreachable()
                .isEmpty();
    }
}
