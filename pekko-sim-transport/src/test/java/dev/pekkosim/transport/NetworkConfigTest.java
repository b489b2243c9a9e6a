package dev.pekkosim.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigFactory;
import dev.pekkosim.buggify.Ratio;
import dev.pekkosim.transport.net.Bandwidth;
import dev.pekkosim.transport.net.LinkLatency;
import dev.pekkosim.transport.net.NetworkSettings;
import org.junit.jupiter.api.Test;

class NetworkConfigTest {

    @Test
    void defaults_areThoseOfTheModel() {
        assertThat(read("")).isEqualTo(NetworkSettings.DEFAULT);
    }

    @Test
    void latency_hasTheShapeThatIsNamed() {
        assertThat(read("latency { shape = exponential, base = 2us, mean = 3ms }")
                        .latency())
                .isEqualTo(LinkLatency.exponential(2_000, 3_000_000));
        assertThat(read("latency { shape = bimodal, base = 0, slow-one-in = 7 }")
                        .latency())
                .isEqualTo(
                        LinkLatency.bimodal(0, 1_000_000, Ratio.of(1, 7), 20_000_000, 200_000_000));
    }

    @Test
    void latency_ofAnUnknownShape_isRejected() {
        assertThatThrownBy(() -> read("latency.shape = normal"))
                .hasMessage("pekko.sim.network.latency.shape must be one of uniform, exponential,"
                        + " bimodal, but is 'normal'");
    }

    @Test
    void bandwidth_isOfALinkAndASecond() {
        assertThat(read("bandwidth = 10 MiB").bandwidth()).isEqualTo(new Bandwidth(10 << 20));
    }

    private static NetworkSettings read(String network) {
        return NetworkConfig.read(ConfigFactory.parseString("pekko.sim.network {" + network + "}")
                .withFallback(ConfigFactory.parseResources("reference.conf")));
    }
}
