package dev.pekkosim.testkit.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NearestTest {

    private static final List<String> NAMES =
            List.of("sim.canary", "sim.limits.steps", "sim.limits.ready-steps", "sim.net.base");

    @Test
    void of_aSlip_isTheNameThatNeedsTheFewestChanges() {
        assertThat(Nearest.of("sim.canaray", NAMES)).contains("sim.canary");
        assertThat(Nearest.of("sim.limit.ready-step", NAMES)).contains("sim.limits.ready-steps");
    }

    @Test
    void of_aRightNameInAnotherSection_isThatName() {
        assertThat(Nearest.of("sim.engine.bounds.steps", NAMES)).contains("sim.limits.steps");
    }

    @Test
    void of_whatNothingIsNear_isNothing() {
        assertThat(Nearest.of("sim.colour", NAMES)).isEmpty();
        assertThat(Nearest.of("sim.canary", List.of())).isEmpty();
    }
}
