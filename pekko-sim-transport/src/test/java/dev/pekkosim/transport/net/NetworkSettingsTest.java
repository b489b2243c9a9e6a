package dev.pekkosim.transport.net;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class NetworkSettingsTest {

    @Test
    void window_thatIsNotPositive_namesItsKey() {
        assertThatThrownBy(
                        () -> new NetworkSettings(LinkLatency.DEFAULT, Bandwidth.UNBOUNDED, 0, 1))
                .hasMessage("window must be positive, but is 0 (pekko.sim.network.send-window)");
    }

    @Test
    void latency_thatIsNegative_isRejected() {
        assertThatThrownBy(() -> LinkLatency.fixed(-1))
                .hasMessage("latency must not be negative, but is -1 ns");
    }
}
