package dev.pekkosim.transport;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import dev.pekkosim.transport.net.NetworkSettings;
import org.junit.jupiter.api.Test;

class NetworkConfigTest {

    @Test
    void reference_holdsTheDefaults() {
        assertThat(NetworkConfig.read(ConfigFactory.parseResources("reference.conf")))
                .isEqualTo(NetworkSettings.DEFAULT);
    }
}
