package dev.pekkosim.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pekkosim.engine.ClosestPair;
import dev.pekkosim.testkit.campaign.PropertySummary;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PropertyTextTest {

    @Test
    void table_tellsCountsClosestNumbersAndWhatOccurred() {
        List<PropertySummary> properties = List.of(
                property("alwaysLessThanOrEqualTo", "a book keeps to its limit", 20, 4_711, 0)
                        .closest(new ClosestPair(99, 100, -1))
                        .summary(),
                property("sometimes", "a trade was settled at a second attempt", 19, 12, 1_234_567)
                        .summary(),
                property("sometimesEach", "each remainder", 20, 60, 0)
                        .outcomes("0", "2")
                        .summary(),
                property("reachable", "never", 0, 0, 0).summary());

        assertThat(PropertyText.table(properties)).isEqualTo("""
                        property                                         runs        held    not held
                        alwaysLessThanOrEqualTo 'a book keeps to its
                            limit'                                         20       4,711           0
                            closest: 99 and 100
                        sometimes 'a trade was settled at a second
                            attempt'                                       19          12   1,234,567
                        sometimesEach 'each remainder'                     20          60           0
                            occurred: 0, 2
                        reachable 'never'                                   0           0           0""");
    }

    @Test
    void outcomes_beyondTwentyAreCounted_andKeptWithin80Columns() {
        String[] outcomes =
                IntStream.range(0, 25).mapToObj(i -> "outcome-" + (100 + i)).toArray(String[]::new);

        String table = PropertyText.table(List.of(
                property("sometimesEach", "each", 1, 25, 0).outcomes(outcomes).summary()));

        assertThat(table.replaceAll("\\s+", " ")).endsWith(" outcome-118, outcome-119 and 5 more");
        assertThat(table.lines()).hasSizeGreaterThan(3).allMatch(line -> line.length() <= 80);
        assertThat(table.lines().skip(3)).allMatch(line -> line.startsWith("        "));
    }

    @Test
    void table_withoutProperties_isEmpty() {
        assertThat(PropertyText.table(List.of())).isEmpty();
    }

    private static Property property(
            String kind, String message, long runs, long passes, long failures) {
        return new Property(kind, message, runs, passes, failures, null, List.of());
    }

    /** What a test says of a property. */
    private record Property(
            String kind,
            String message,
            long runs,
            long passes,
            long failures,
            @Nullable ClosestPair closest,
            List<String> outcomes) {

        Property closest(ClosestPair numbers) {
            return new Property(kind, message, runs, passes, failures, numbers, outcomes);
        }

        Property outcomes(String... values) {
            return new Property(kind, message, runs, passes, failures, closest, List.of(values));
        }

        PropertySummary summary() {
            return new PropertySummary(
                    message, kind, List.of(), runs, passes, failures, closest, outcomes);
        }
    }
}
