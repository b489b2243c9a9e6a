package dev.pekkosim.testkit.finds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.typesafe.config.ConfigFactory;
import dev.pekkosim.engine.Failure;
import dev.pekkosim.engine.RunFailedException;
import dev.pekkosim.testkit.Body;
import dev.pekkosim.testkit.Checker;
import dev.pekkosim.testkit.RunResult;
import dev.pekkosim.testkit.SimCluster;
import dev.pekkosim.testkit.SimClusterTestKit;
import dev.pekkosim.testkit.SimNode;
import dev.pekkosim.testkit.TestRuns;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.cluster.Cluster;
import org.apache.pekko.cluster.Member;
import org.apache.pekko.cluster.UniqueAddress;
import org.assertj.core.api.AbstractStringAssert;

/** Runs a scripted scenario, and asks in it what nodes see. */
final class FindScenario {

    private static final String OTHERWISE = "money is conserved";
    private static final long SEED = 0x2aL;
    private static final Duration LONG_ENOUGH = Duration.ofMinutes(2);

    private FindScenario() {}

    static RunResult run(int nodes, Body scenario) {
        return run(nodes, "", scenario);
    }

    /** @param settings over those of {@code bare-cluster.conf} */
    static RunResult run(int nodes, String settings, Body scenario) {
        return SimClusterTestKit.campaign("finds")
                .nodes(nodes)
                .clients(0)
                .config(ConfigFactory.parseString(settings)
                        .withFallback(ConfigFactory.load("bare-cluster")))
                .body(scenario)
                .build()
                .run(SEED);
    }

    // ---- what a run must show

    /**
     * The run failed by that property, which was recognised as the known find of that id; returns
     * its evidence.
     */
    static AbstractStringAssert<?> assertFind(RunResult result, String id, String property) {
        String gone = "Pekko seems to have mended " + id
                + ": end its page in docs/bugs with the version, and drop the known find";
        assertThat(result.failure())
                .as(gone)
                .isNotNull()
                .extracting(Failure::property)
                .as("property of %s", result.failure())
                .isEqualTo(property);
        assertThat(result.knownFinds())
                .as("finds behind %s", result.violations())
                .extracting(KnownFindMatch::id)
                .containsExactly(id);
        return assertThat(result.knownFinds().get(0).evidence());
    }

    /** The run failed by that property, and no known find was recognised in it. */
    static void assertNoFind(RunResult result, String property) {
        assertThat(result.failure()).isNotNull().extracting(Failure::property).isEqualTo(property);
        assertThat(result.knownFinds()).isEmpty();
    }

    /** Heals, which must fail, and lets a checker of the application's own fail as well. */
    static void healAndFailOtherwise(SimCluster cluster) {
        failTwice(cluster, cluster::heal);
    }

    /** Does what must fail, and lets a checker of the application's own fail as well. */
    static void failTwice(SimCluster cluster, Runnable failing) {
        try {
            failing.run();
        } catch (RunFailedException failed) {
            failOtherwise(cluster);
            throw failed;
        }
    }

    /** Lets a checker fail of which nothing tells that it hangs together with anything else. */
    static void failOtherwise(SimCluster cluster) {
        cluster.check(new Checker() {
            @Override
            public String property() {
                return OTHERWISE;
            }

            @Override
            public Optional<String> violation(SimCluster checked) {
                return Optional.of("10 are missing");
            }
        });
    }

    /**
     * The property of that name was recognised as the known find of that id, but the run failed,
     * since something else did, too.
     */
    static void assertPartly(RunResult result, String id, String property) {
        assertThat(result.violations())
                .extracting(
                        violation -> violation.failure().property(),
                        violation -> violation.find() == null
                                ? "unexplained"
                                : violation.find().id())
                .containsExactlyInAnyOrder(tuple(OTHERWISE, "unexplained"), tuple(property, id));
        assertThat(result.status()).isEqualTo(RunResult.Status.FAILED);
        assertThat(result.report()).contains("partly");
    }

    // ---- what nodes see

    static Cluster clusterOf(SimNode node) {
        return Cluster.get(Adapter.toClassic(node.system()));
    }

    static UniqueAddress selfOf(SimNode node) {
        return clusterOf(node).selfUniqueAddress();
    }

    static boolean sees(SimNode viewer, UniqueAddress member) {
        return seenBy(viewer).contains(member);
    }

    static List<UniqueAddress> seenBy(SimNode viewer) {
        List<UniqueAddress> members = new ArrayList<>();
        for (Member member : clusterOf(viewer).state().getMembers()) {
            members.add(member.uniqueAddress());
        }
        return members;
    }

    // ---- time

    /** Waits for what must come to hold before the scenario can go on. */
    static void awaitSetUp(SimCluster cluster, String what, BooleanSupplier condition) {
        if (!cluster.await(LONG_ENOUGH, condition)) {
            throw new IllegalStateException("the scenario cannot go on: never was " + what);
        }
    }

    /** Starts a node and waits until it has an actor system. */
    static void restart(SimCluster cluster, SimNode node) {
        node.restart();
        awaitSetUp(cluster, node + " running", () -> hasSystem(node));
    }

    private static boolean hasSystem(SimNode node) {
        try {
            node.system();
            return true;
        } catch (IllegalStateException e) {
            return false;
        }
    }

    /** Cuts nodes off as soon as heal has repaired all links, so that they stay cut off. */
    static void cutOffAfterHeal(SimCluster cluster, List<String> some, List<String> others) {
        TestRuns.later(Duration.ofNanos(1), () -> cluster.network().partition(some, others));
    }
}
