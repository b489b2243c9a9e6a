package dev.pekkosim.agent;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TreatmentTest {

    @Test
    void off_namesTreatments_leavesTheOthers() {
        assertThat(Treatment.applied(" uuids, secure-random,"))
                .hasSize(Treatment.values().length - 2)
                .doesNotContain(Treatment.UUIDS, Treatment.SECURE_RANDOM);
        assertThat(Treatment.complaint("uuids,secure-random")).isEmpty();
        assertThat(Treatment.complaint("")).isEmpty();
    }

    @Test
    void off_namesSomethingElse_isAComplaint() {
        assertThat(Treatment.complaint("uuids,uuid"))
                .startsWith("pekko.sim.agent.off must name treatments, but has 'uuid'; there are")
                .contains("clocks");
    }
}
