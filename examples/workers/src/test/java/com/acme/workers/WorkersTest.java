package com.acme.workers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pekkosim.junit.SimTest;
import dev.pekkosim.testkit.SimCluster;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.javadsl.AskPattern;

/** Workers are found wherever they are, and those that are no more are forgotten. */
class WorkersTest {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @SimTest(nodes = 3)
    void workerOfACrashedNode_isForgotten_andFoundAgain(SimCluster cluster) {
        cluster.startAll(WorkersApp::guardian);
        cluster.eventually(PATIENCE, () -> assertWorkers(cluster, 4));

        cluster.node("node-2").crashHost();
        cluster.eventually(PATIENCE, () -> assertWorkers(cluster, 3));
        assertThat(cluster.attempt(30, () -> ask(cluster, "pekko")).ok()).isEqualTo(30);

        cluster.node("node-2").restart();
        cluster.eventually(PATIENCE, () -> assertWorkers(cluster, 4));
    }

    /** A bug of Pekko, by which a node may come to think that it was removed, is known here. */
    @SimTest(nodes = 3, allowKnownFinds = "PEKKO-2")
    void jobs_areDone_onceAllIsWellAgain(SimCluster cluster) {
        cluster.startAll(WorkersApp::guardian);
        cluster.chaos();
        cluster.attempt(50, Duration.ofSeconds(1), () -> ask(cluster, "pekko"));
        cluster.heal();
        cluster.eventually(
                PATIENCE,
                () -> assertThat(cluster.ask(ask(cluster, "pekko")).letters()).isEqualTo(5));
    }

    /** Each node that runs knows so many workers. */
    private static void assertWorkers(SimCluster cluster, int count) {
        assertThat(cluster.receptionist(Worker.KEY))
                .filteredOn(listing -> cluster.node(listing.node()).isRunning())
                .isNotEmpty()
                .allSatisfy(listing -> assertThat(listing.nodes()).hasSize(count));
    }

    /** Asks the router of the client's node. */
    private static CompletionStage<Worker.Result> ask(SimCluster cluster, String word) {
        ActorRef<Worker.Job> router = cluster.resolve(cluster.clients().get(0), "/user/router");
        return AskPattern.ask(
                router,
                replyTo -> new Worker.Job(word, replyTo),
                Duration.ofSeconds(3),
                cluster.client().scheduler());
    }
}
