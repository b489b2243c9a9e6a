package dev.pekkosim.testkit.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.points.Marked;
import dev.pekkosim.testkit.CampaignReport;
import dev.pekkosim.testkit.RunResult;
import dev.pekkosim.testkit.TestRuns;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.junit.jupiter.api.Test;

class PropertySummaryTest {

    private static final String LIMIT = "the balance is small";

    /** A run in which a balance is compared with its limit of 1000. */
    private static RunResult comparing(int balance) {
        return TestRuns.passes(1, cluster -> {
            cluster.startAll(() -> Behaviors.setup(context -> {
                Marked.state(balance, true, Map.of());
                return Behaviors.empty();
            }));
            cluster.sleep(Duration.ofSeconds(1));
        });
    }

    private static PropertySummary limit(List<RunResult> runs) {
        return new CampaignReport("test", runs, 1)
                .properties().stream()
                        .filter(property -> property.message().equals(LIMIT))
                        .findFirst()
                        .orElseThrow();
    }

    @Test
    void closestPair_ofTwoRuns_isTheCloserOneInBothOrders() {
        List<RunResult> runs = new ArrayList<>(List.of(comparing(998), comparing(3)));
        assertThat(limit(runs).closest()).hasToString("998 and 1000");
        Collections.reverse(runs);
        assertThat(limit(runs).closest()).hasToString("998 and 1000");
        assertThat(limit(runs).runs()).isEqualTo(2);
    }
}
