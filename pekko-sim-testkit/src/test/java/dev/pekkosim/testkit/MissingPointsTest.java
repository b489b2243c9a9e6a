package dev.pekkosim.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pekkosim.testkit.campaign.PointSummary;
import dev.pekkosim.testkit.faults.Faults;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Campaigns with a Pekko that lacks what points need: they run, and the report names the points.
 */
class MissingPointsTest {

    private static final ClassLoader LOADER = MissingPointsTest.class.getClassLoader();
    private static final String PEKKO = "org/apache/pekko/";

    @Test
    void points_ofThisPekko_areAllThere() {
        assertThat(Faults.missingPoints(LOADER)).isEmpty();
    }

    @Test
    void point_whoseMessageIsNotThere_isNamed() {
        ClassLoader pekko = new Altered(PEKKO + "cluster/GossipStatus.class");

        assertThat(Faults.missingPoints(pekko))
                .containsExactlyEntriesOf(Map.of(
                        "pekko.cluster.gossip-status.late",
                        "the point pekko.cluster.gossip-status.late never fires, as there is no"
                                + " class org.apache.pekko.cluster.GossipStatus"));
    }

    @Test
    void point_whoseMethodIsNotThere_isNamed() {
        ClassLoader pekko = new Altered(PEKKO + "cluster/ClusterCoreDaemon.class", "gossipTick");

        assertThat(Faults.missingPoints(pekko))
                .containsExactlyEntriesOf(Map.of(
                        "pekko.cluster.gossip-tick.skipped",
                        "the point pekko.cluster.gossip-tick.skipped never fires, as"
                                + " org.apache.pekko.cluster.ClusterCoreDaemon has no method"
                                + " gossipTick that returns nothing or a boolean"));
    }

    @Test
    void point_whoseActorIsNotThere_isNamed() {
        ClassLoader pekko = new Altered(PEKKO + "cluster/sharding/Shard.class");

        assertThat(Faults.missingPoints(pekko))
                .containsOnlyKeys(
                        "pekko.sharding.entity-stop.late",
                        "pekko.sharding.passivation.early",
                        "pekko.sharding.shard.restarted");
    }

    @Test
    void point_withoutAMemberThatItReads_neverFires_andFailsNoRun() throws Exception {
        ClassLoader pekko = new Altered(PEKKO + "cluster/ClusterCoreDaemon.class", "latestGossip");

        assertThat(missingAndFired(pekko)).isEqualTo(List.of(Set.of(OneRun.POINT), Set.of()));
    }

    @Test
    void point_ofAnotherOneThatIsMissing_fires() throws Exception {
        ClassLoader pekko = new Altered(PEKKO + "cluster/GossipStatus.class");

        assertThat(missingAndFired(pekko))
                .isEqualTo(
                        List.of(Set.of("pekko.cluster.gossip-status.late"), Set.of(OneRun.POINT)));
    }

    /** What a campaign reports when its testkit sees this Pekko. */
    private static List<?> missingAndFired(ClassLoader pekko) throws Exception {
        var run = pekko.loadClass(OneRun.class.getName()).getDeclaredMethod("missingAndFired");
        run.setAccessible(true);
        return (List<?>) run.invoke(null);
    }

    /**
     * A campaign of one run with one active point. The run must pass. Loaded anew for each Pekko.
     */
    static final class OneRun {

        static final String POINT = "pekko.cluster.leader-tick.skipped";

        private OneRun() {}

        static List<Set<String>> missingAndFired() {
            Campaign campaign = TestRuns.builder(2)
                    .config(TestRuns.config(OnePoint.settings(POINT, "1")))
                    .body(cluster -> {
                        cluster.startAll(Behaviors::empty);
                        OnePoint.begin(cluster);
                        cluster.sleep(Duration.ofSeconds(10));
                        cluster.heal();
                    })
                    .build();
            CampaignReport report = campaign.run(Iterations.of(1));
            TestRuns.passed(report.runs().get(0));
            return List.of(
                    Set.copyOf(report.missingPoints().keySet()),
                    report.points().stream()
                            .filter(point -> point.fired() > 0)
                            .map(PointSummary::name)
                            .collect(Collectors.toUnmodifiableSet()));
        }
    }

    /**
     * Has a testkit of its own, which sees no class file of one name, or one in which a name is
     * another one.
     */
    private static final class Altered extends ClassLoader {

        private static final String TESTKIT = SimClusterTestKit.class.getPackageName() + ".";

        private final String resource;
        private final String renamed;

        private Altered(String hidden) {
            this(hidden, "");
        }

        private Altered(String resource, String renamed) {
            super(LOADER);
            this.resource = resource;
            this.renamed = renamed;
        }

        @Override
        public @Nullable URL getResource(String name) {
            return renamed.isEmpty() && name.equals(resource) ? null : super.getResource(name);
        }

        @Override
        public @Nullable InputStream getResourceAsStream(String name) {
            InputStream in = super.getResourceAsStream(name);
            return in == null || renamed.isEmpty() || !name.equals(resource) ? in : renaming(in);
        }

        private InputStream renaming(InputStream in) {
            String other = "x" + renamed.substring(1);
            try (in) {
                String text = new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
                return new ByteArrayInputStream(
                        text.replace(renamed, other).getBytes(StandardCharsets.ISO_8859_1));
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (!name.startsWith(TESTKIT)) {
                return super.loadClass(name, resolve);
            }
            Class<?> loaded = findLoadedClass(name);
            return loaded != null ? loaded : define(name);
        }

        private Class<?> define(String name) throws ClassNotFoundException {
            try (InputStream in = LOADER.getResourceAsStream(name.replace('.', '/') + ".class")) {
                if (in == null) {
                    throw new ClassNotFoundException(name);
                }
                byte[] bytes = in.readAllBytes();
                return defineClass(name, bytes, 0, bytes.length);
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }
    }
}
