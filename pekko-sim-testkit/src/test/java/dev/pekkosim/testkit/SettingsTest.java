package dev.pekkosim.testkit;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;
import dev.pekkosim.testkit.cluster.SimSetupException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Settings are checked when a campaign is made, before any run: each mistake gets one sentence with
 * key, rule and value.
 */
class SettingsTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            canary = -1                        | canary must be a whole number of at least 0 and at most 2147483647, but is '-1'
            canary = 1.5                       | canary must be a whole number of at least 0 and at most 2147483647, but is '1.5'
            canary = often                     | canary must be a whole number of at least 0 and at most 2147483647, but is 'often'
            canary = null                      | canary must be a whole number of at least 0 and at most 2147483647, but is null
            violations.more = -1               | violations.more must be a whole number of at least 0 and at most 2147483647, but is '-1'
            violations.within = -1 s           | violations.within must be a duration that is not negative, such as 10 s, but is '-1 s'
            buggify.points = perhaps           | buggify.points must be on or off, but is 'perhaps'
            buggify.activation = 0.5           | buggify.activation must be a ratio between 0 and 1, such as 1/4, but is '0.5'
            buggify.firing = 3/2               | buggify.firing must be a ratio between 0 and 1, such as 1/4, but is '3/2'
            buggify.point.x.firing = 2         | buggify.point.x.firing must be a ratio between 0 and 1, such as 1/4, but is '2'
            contract.min-runs = -20            | contract.min-runs must be a whole number of at least 0 and at most 2147483647, but is '-20'
            contract.packages = com.acme       | contract.packages must be a list of texts, such as [com.acme], but is 'com.acme'
            contract.class-path = 1            | contract.class-path must be on or off, but is '1'
            limits.steps = 0                   | limits.steps must be a whole number of at least 1, but is '0'
            limits.virtual-time = 0            | limits.virtual-time must be a duration longer than 0, such as 10 s, but is '0'
            limits.virtual-time = 300 y        | limits.virtual-time must be a duration longer than 0, such as 10 s, but is '300 y'
            limits.carriers = 9999999999       | limits.carriers must be a whole number of at least 1 and at most 2147483647, but is '9999999999'
            limits.ready-steps = 0             | limits.ready-steps must be a whole number of at least 1 and at most 2147483647, but is '0'
            limits.step-cpu-time = 10 us       | limits.step-cpu-time must be a duration of at least 1 ms, or 0, but is '10 us'
            limits.step-idle-time = soon       | limits.step-idle-time must be a duration that is not negative, such as 10 s, but is 'soon'
            limits.body-wait = 0               | limits.body-wait must be a duration longer than 0, such as 10 s, but is '0'
            cluster.start-within = 0 s         | cluster.start-within must be a duration longer than 0, such as 10 s, but is '0 s'
            cluster.converge-within = -5 m     | cluster.converge-within must be a duration longer than 0, such as 10 s, but is '-5 m'
            cluster.buffers-drain = 2          | cluster.buffers-drain must be on or off, but is '2'
            cluster.workload-within = []       | cluster.workload-within must be a duration longer than 0, such as 10 s, but is []
            cluster.restart-after-min = 6 s    | cluster.restart-after-min must not be longer than pekko.sim.cluster.restart-after-max, which is '5 s', but is '6 s'
            cluster.restart-after-max = -1 s   | cluster.restart-after-max must be a duration that is not negative, such as 10 s, but is '-1 s'
            cluster.on-exit = ignore           | cluster.on-exit must be one of fail, crash, but is 'ignore'
            cluster.form-new-after = -1 s      | cluster.form-new-after must be a duration that is not negative, such as 10 s, but is '-1 s'
            network.latency.base = -1 ms       | network.latency.base must be a duration that is not negative, such as 10 s, but is '-1 ms'
            network.latency.jitter = 5 parsecs | network.latency.jitter must be a duration that is not negative, such as 10 s, but is '5 parsecs'
            network.latency.shape = normal     | network.latency.shape must be one of uniform, exponential, bimodal, but is 'normal'
            network.latency.mean = 0           | network.latency.mean must be a duration longer than 0, such as 10 s, but is '0'
            network.latency.slow-one-in = 0    | network.latency.slow-one-in must be a whole number of at least 1 and at most 2147483647, but is '0'
            network.latency.slow-from = 1 s    | network.latency.slow-from must not be longer than pekko.sim.network.latency.slow-to, which is '200ms', but is '1 s'
            network.bandwidth = -1             | network.bandwidth must be a size of at least 0 bytes, such as 256 KiB, but is '-1'
            network.send-window = 0            | network.send-window must be a size of at least 1 and at most 2147483647 bytes, such as 256 KiB, but is '0'
            network.send-window = 4 GiB        | network.send-window must be a size of at least 1 and at most 2147483647 bytes, such as 256 KiB, but is '4 GiB'
            network.retransmission-timeout = 0 | network.retransmission-timeout must be a duration longer than 0, such as 10 s, but is '0'
            cluster-journal.latency.base = -1  | cluster-journal.latency.base must be a duration that is not negative, such as 10 s, but is '-1'
            cluster-snapshot-store.latency.jitter = x | cluster-snapshot-store.latency.jitter must be a duration that is not negative, such as 10 s, but is 'x'
            """)
    void wrongValue_isRefusedWithKeyRuleAndValue(String setting, String sentence) {
        assertThatThrownBy(() -> build("pekko.sim." + setting))
                .isInstanceOf(SimSetupException.class)
                .hasMessage("pekko.sim." + sentence);
    }

    @Test
    void bimodalLatency_isSlowOnlyAboveWhatIsFast() {
        assertThatThrownBy(() ->
                        build("pekko.sim.network.latency { shape = bimodal, jitter = 30 ms }"))
                .hasMessage("pekko.sim.network.latency.jitter must not be longer than"
                        + " pekko.sim.network.latency.slow-from, which is '20ms', but is '30 ms'");
        assertThatThrownBy(() -> build("pekko.sim.network.latency { shape = bimodal, jitter = 0 }"))
                .hasMessage(
                        "pekko.sim.network.latency.jitter must be longer than 0 in shape bimodal,"
                                + " but is '0'");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            cannary = 0                      | cannary (mine: 1); did you mean pekko.sim.canary
            seads = 5                        | seads (mine: 1); did you mean pekko.sim.seeds
            paralel = 5                      | paralel (mine: 1); did you mean pekko.sim.parallel
            steps = 5                        | steps (mine: 1); did you mean pekko.sim.limits.steps
            limit.steps = 5                  | limit (mine: 1); did you mean pekko.sim.limits
            limits.step = 5                  | limits.step (mine: 1); did you mean pekko.sim.limits.steps
            netwrok.bandwidth = 0            | netwrok (mine: 1); did you mean pekko.sim.network
            cluster.restart-after.min = 1 s  | cluster.restart-after (mine: 1); docs/reference/config.md has all of them
            network.latency.slow-form = 1 s  | network.latency.slow-form (mine: 1); did you mean pekko.sim.network.latency.slow-from
            buggify.point.x.fire = 1         | buggify.point.x.fire (mine: 1); a point has activation and firing, and a name with dots needs quotes
            cluster-journal.latency.jiter = 1 | cluster-journal.latency.jiter (mine: 1); did you mean pekko.sim.cluster-journal.latency.jitter
            colour = red                     | colour (mine: 1); docs/reference/config.md has all of them
            agent.off = clocks               | agent (mine: 1); docs/reference/config.md has all of them
            """)
    void misspeltKey_isRefusedWithTheNearestOne(String setting, String sentence) {
        assertThatThrownBy(() -> build("pekko.sim." + setting))
                .isInstanceOf(SimSetupException.class)
                .hasMessage("there is no setting pekko.sim." + sentence);
    }

    @Test
    void pointUnlikeAny_isRefusedWithThePageOfPoints() {
        assertThatThrownBy(() -> build("pekko.sim.buggify.point.\"pekko.nosuch\" { firing = 1 }"))
                .hasMessageEndingWith("; docs/reference/pekko-points.md has all of them");
    }

    @Test
    void settingsInPlaceOfAResource_areRefused() {
        assertThatThrownBy(() -> TestRuns.builder(1).config("pekko.loglevel = OFF"))
                .isInstanceOf(SimSetupException.class)
                .hasMessage(
                        "config needs the base name of a resource, but is 'pekko.loglevel = OFF';"
                                + " for settings themselves use ConfigFactory.parseString");
    }

    @Test
    void pointThatPekkoDoesNotHave_isRefused() {
        assertThatThrownBy(() -> build(
                        "pekko.sim.buggify.point.\"pekko.remoting.connect.slaw\" { firing = 1 }"))
                .hasMessage("there is no point 'pekko.remoting.connect.slaw' in Pekko, which"
                        + " pekko.sim.buggify.point.\"pekko.remoting.connect.slaw\" names (mine: 1);"
                        + " did you mean pekko.remoting.connect.slow");
    }

    @Test
    void sectionAndValue_areNotTakenForEachOther() {
        assertThatThrownBy(() -> build("pekko.sim.limits = 5"))
                .hasMessage("pekko.sim.limits must be a section, but is '5' (mine: 1)");
        assertThatThrownBy(() -> build("pekko.sim.canary { share = 5 }"))
                .hasMessage("pekko.sim.canary must be a single value, but is a section (mine: 1)");
        assertThatThrownBy(() -> build("pekko.sim.buggify.point = all"))
                .hasMessage("pekko.sim.buggify.point must be a section, but is 'all' (mine: 1)");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "pekko.sim.buggify.point { \"com.acme.retry\" { firing = 1/2 }, x.activation = 0 }",
                "pekko.sim.limits { step-cpu-time = 0, step-idle-time = 1 ms, steps = 9000000000 }",
                "pekko.sim.contract.packages = [dev.pekkosim.testkit]",
                "pekko.sim.cluster { restart-after-min = 5 s, restart-after-max = 5 s }",
                "pekko.sim.network { bandwidth = 10 MiB, latency { shape = exponential, base = 0 } }",
                "pekko.sim.cluster-journal.circuit-breaker.call-timeout = 1 s",
                "pekko.sim.cluster-journal.event-adapters { mine = com.acme.Mine }",
                "pekko.sim.cluster-journal.event-adapter-bindings { \"com.acme.Event\" = mine }",
                "pekko.sim.cluster-snapshot-store.snapshot-is-optional = true",
                "pekko.sim.loggers-dispatcher.fork-join-executor.parallelism-max = 1"
            })
    void rightSettings_areTaken(String settings) {
        assertThatCode(() -> build(settings)).doesNotThrowAnyException();
    }

    private static void build(String settings) {
        SimClusterTestKit.campaign("settings")
                .config(config(settings))
                .body(cluster -> {})
                .build();
    }

    private static Config config(String settings) {
        return ConfigFactory.parseString(
                        settings, ConfigParseOptions.defaults().setOriginDescription("mine"))
                .withFallback(ConfigFactory.load("test-app"));
    }
}
