package dev.pekkosim.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import dev.pekkosim.dispatcher.SettingReader;
import java.time.Duration;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.serialization.Serialization;
import org.apache.pekko.serialization.SerializationExtension;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** What the plugins do before they reach the store, on a real actor system. */
class PluginsTest {

    private static final ActorSystem SYSTEM = ActorSystem.create(
            "real",
            ConfigFactory.parseString("pekko.loglevel = OFF").withFallback(ConfigFactory.load()));

    @AfterAll
    static void terminate() {
        SYSTEM.terminate();
    }

    @Test
    void plugin_outsideASimulatedRun_saysSo() {
        assertThatThrownBy(() -> StoreConnection.open(
                        SYSTEM, "pekko.sim.cluster-journal", plugin("pekko.sim.cluster-journal")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(
                        "pekko.sim.cluster-journal must be used inside a simulated run, but actor system"
                                + " 'real' is a real one; choose another plugin in pekko.persistence");
    }

    @Test
    void referenceConf_namesThePluginsAndTheirLatency() throws ReflectiveOperationException {
        for (String path :
                new String[] {"pekko.sim.cluster-journal", "pekko.sim.cluster-snapshot-store"}) {
            Config plugin = plugin(path);
            assertThat(Class.forName(plugin.getString("class")).getConstructor(Config.class))
                    .isNotNull();
            assertThat(Latency.read(new SettingReader(plugin, "")))
                    .isEqualTo(new Latency(Duration.ofNanos(500_000), Duration.ofMillis(3)));
        }
    }

    @Test
    void latency_thatIsNegative_isRefused() {
        Config config = ConfigFactory.parseString("latency { base = 1ms, jitter = -1ms }");
        assertThatThrownBy(() -> Latency.read(new SettingReader(config, "")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "latency.jitter must be a duration that is not negative, such as 10 s, but"
                                + " is '-1ms'");
    }

    @Test
    void storedObject_isReadByTheSerializerThatWroteIt() {
        Serialization serialization = SerializationExtension.get(SYSTEM);
        Object read = StoredObject.of(serialization, "a deposit").read(serialization);
        assertThat(read).isEqualTo("a deposit");
    }

    @Test
    void storedObject_withoutSerializer_throws() {
        Serialization serialization = SerializationExtension.get(SYSTEM);
        assertThatThrownBy(() -> StoredObject.of(serialization, new Object()))
                .hasMessageContaining("java.lang.Object");
    }

    private static Config plugin(String path) {
        return SYSTEM.settings().config().getConfig(path);
    }
}
