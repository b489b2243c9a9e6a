package dev.pekkosim.finds;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TimelineTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    private final List<String> shown = new ArrayList<>();
    private final Timeline timeline = new Timeline(
            List.of("quarantined"), entry -> shown.add(entry.source() + " " + entry.text()));

    @Test
    void programAndTellingLines_areShown() {
        timeline.tell("node-1 starts");
        timeline.log(NOW, "node-1", "INFO started");
        timeline.log(NOW, "node-2", "WARN it is quarantined");

        assertThat(shown).containsExactly("program node-1 starts", "node-2 WARN it is quarantined");
        assertThat(timeline.entries()).hasSize(3);
    }

    @Test
    void repeatedLine_isShownAfterEachStepTheFirstTimes() {
        for (int i = 0; i < 5; i++) {
            timeline.log(NOW.plusSeconds(i), "node-2", "WARN quarantined by " + i);
        }
        timeline.log(NOW, "node-3", "WARN quarantined");
        timeline.tell("node-1 starts");
        timeline.log(NOW, "node-2", "WARN quarantined again");

        assertThat(shown)
                .containsExactly(
                        "node-2 WARN quarantined by 0",
                        "node-2 WARN quarantined by 1",
                        "node-3 WARN quarantined",
                        "program node-1 starts",
                        "node-2 WARN quarantined again");
        assertThat(timeline.leftOut()).containsExactly("3 more lines with 'quarantined' on node-2");
        assertThat(timeline.count("node-2", "quarantined")).isEqualTo(6);
        assertThat(timeline.countSince(NOW.plusSeconds(3), "node-2", "quarantined"))
                .isEqualTo(2);
    }
}
