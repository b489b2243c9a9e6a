package dev.pekkosim.testkit.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What an application is told of its settings that a run does not have. */
class OverridesTest {

    private static final Path CONCEPTS = Path.of("../docs/concepts.md");

    /** A row of the table of settings: {@code | `pekko.key` | …}. */
    private static final Pattern ROW = Pattern.compile("\\| `(pekko\\.[^`]+)` \\|.*");

    @Test
    void setting_thatTheApplicationMade_isToldWithWhatReplacesItAndWhy() {
        assertThat(replaced("pekko.persistence.journal.plugin = jdbc-journal"))
                .containsExactly(new ReplacedSetting(
                        "pekko.persistence.journal.plugin",
                        "jdbc-journal",
                        "pekko.sim.cluster-journal",
                        "The stores belong to the simulated cluster, so nothing is written"
                                + " to or read from the application's"));
    }

    @Test
    void setting_thatIsAsPekkoHasIt_isNotTold() {
        assertThat(replaced("pekko.jvm-exit-on-fatal-error = on, pekko.cluster.jmx.enabled = true"))
                .isEmpty();
        assertThat(replaced("")).isEmpty();
    }

    @Test
    void setting_thatIsAsInARun_isNotTold() {
        assertThat(replaced(
                        "pekko.jvm-exit-on-fatal-error = false, pekko.jvm-shutdown-hooks = off"))
                .isEmpty();
    }

    @Test
    void hostPortAndSeedNodes_areTold() {
        assertThat(replaced("""
                        pekko.remote.artery.canonical { hostname = orders.example.com, port = 2552 }
                        pekko.cluster.seed-nodes = ["pekko://orders@a:2552", "pekko://orders@b:2552"]
                        """))
                .extracting(ReplacedSetting::key, ReplacedSetting::yours, ReplacedSetting::ours)
                .containsExactly(
                        tuple(
                                "pekko.remote.artery.canonical.hostname",
                                "orders.example.com",
                                "the name of the node"),
                        tuple("pekko.remote.artery.canonical.port", "2552", "17355"),
                        tuple(
                                "pekko.cluster.seed-nodes",
                                "[\"pekko://orders@a:2552\",\"pekko://orders@b:2552\"]",
                                "the other nodes; the first one forms the cluster"));
    }

    @Test
    void port_thatNodesHaveAnyway_isNotTold() {
        assertThat(replaced("pekko.remote.artery.canonical.port = 17355")).isEmpty();
    }

    @Test
    void roles_areToldWhereThereAreClients() {
        String roles = "pekko.cluster.roles = [orders]";
        assertThat(replaced(roles)).isEmpty();
        assertThat(Overrides.of(application(roles), true).replaced())
                .extracting(ReplacedSetting::key, ReplacedSetting::yours, ReplacedSetting::ours)
                .containsExactly(tuple(
                        "pekko.cluster.roles", "[\"orders\"]", "[\"client\"] on client nodes"));
    }

    @Test
    void wire_isTold() {
        assertThat(replaced("pekko.remote.artery.transport = tls-tcp"))
                .extracting(ReplacedSetting::key, ReplacedSetting::yours, ReplacedSetting::ours)
                .containsExactly(tuple("pekko.remote.artery.transport", "tls-tcp", "tcp"));
    }

    @Test
    void executors_thatTheApplicationChose_areTold() {
        assertThat(replaced("""
                        orders-dispatcher { type = Dispatcher, executor = thread-pool-executor }
                        pekko.actor.default-dispatcher.executor = affinity-pool-executor
                        orders.executor = "the name of a person"
                        """))
                .extracting(ReplacedSetting::key, ReplacedSetting::yours, ReplacedSetting::ours)
                .containsExactly(
                        tuple(
                                "orders-dispatcher.executor",
                                "thread-pool-executor",
                                "steps of the run"),
                        tuple(
                                "pekko.actor.default-dispatcher.executor",
                                "affinity-pool-executor",
                                "steps of the run"));
    }

    @Test
    void logLevelOff_isTold_andNoOther() {
        assertThat(replaced("pekko.loglevel = off"))
                .extracting(ReplacedSetting::key, ReplacedSetting::yours)
                .containsExactly(tuple("pekko.loglevel", "off"));
        assertThat(replaced("pekko.loglevel = ERROR")).isEmpty();
        assertThat(replaced("pekko.loglevel = DEBUG")).isEmpty();
    }

    @Test
    void extensions_thatAreSorted_areTold() {
        String inOrder = "pekko.library-extensions = [a.First, b.Second]";
        String notInOrder = "pekko.library-extensions = [b.Second, a.First]";
        assertThat(replaced(inOrder)).isEmpty();
        assertThat(replaced(notInOrder))
                .extracting(ReplacedSetting::key, ReplacedSetting::ours)
                .containsExactly(tuple("pekko.library-extensions", "[\"a.First\",\"b.Second\"]"));
    }

    @Test
    void everyOverride_hasAReason() {
        assertThat(Overrides.fixed())
                .hasSizeGreaterThan(15)
                .allSatisfy(setting ->
                        assertThat(setting.why()).as(setting.key()).matches("[A-Z].{10,}[^.]"));
    }

    /** What is put over the application's configuration is told as such, whatever it is. */
    @Test
    void everyOverride_isTold_whenTheApplicationSaysOtherwise() {
        for (Overrides.Setting setting : Overrides.fixed()) {
            Config application = ConfigFactory.parseMap(Map.of(setting.key(), "otherwise"))
                    .withFallback(application(""));
            Overrides overrides = Overrides.of(application, false);
            assertThat(overrides.replaced())
                    .extracting(ReplacedSetting::key)
                    .containsExactly(setting.key());
            assertThat(overrides.config().getValue(setting.key())).isEqualTo(setting.value());
        }
    }

    @Test
    void everyOverride_isInTheTableOfTheDocs_andNoOther() throws IOException {
        List<String> keys = new ArrayList<>();
        Overrides.fixed().forEach(setting -> keys.add(setting.key()));
        Overrides.OF_NODES.forEach(setting -> keys.add(setting.key()));
        keys.add(Overrides.ROLES);
        keys.addAll(Overrides.EXTENSIONS);
        keys.add("pekko.loglevel");
        try (Stream<String> lines = Files.lines(CONCEPTS)) {
            assertThat(lines.map(ROW::matcher)
                            .filter(row -> row.matches())
                            .map(row -> row.group(1)))
                    .containsExactlyInAnyOrderElementsOf(keys);
        }
    }

    private static List<ReplacedSetting> replaced(String settings) {
        return Overrides.of(application(settings), false).replaced();
    }

    private static Config application(String settings) {
        return ConfigFactory.parseString(settings)
                .withFallback(ConfigFactory.parseString("pekko.actor.provider = cluster"))
                .withFallback(ConfigFactory.defaultReference());
    }
}
