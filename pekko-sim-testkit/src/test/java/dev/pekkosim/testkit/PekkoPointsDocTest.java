package dev.pekkosim.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pekkosim.testkit.faults.Faults;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * The reference of the buggify points in Pekko has a row for each, which says all that a row must
 * say.
 */
class PekkoPointsDocTest {

    private static final Path REFERENCE = Path.of("../docs/reference/pekko-points.md");
    private static final Pattern ROW = Pattern.compile(
            "^\\| `(" + Pattern.quote(Faults.POINTS_PREFIX) + "[^`]+)` \\|(.*)\\|$");

    private static final int PLACE = 0;
    private static final int EFFECT = 1;
    private static final int ONE_IN = 2;
    private static final int MODELLED_EVENT = 4;

    @Test
    void reference_namesExactlyThePoints() throws IOException {
        assertThat(rows().stream().map(row -> row.group(1)))
                .containsExactlyInAnyOrderElementsOf(Faults.pointNames());
    }

    @Test
    void rows_sayWhereAndHowOften_andWhatTheyModel() throws IOException {
        assertThat(rows()).allSatisfy(row -> {
            String[] cells = row.group(2).split("\\|");
            assertThat(cells).as(row.group(1)).hasSize(5);
            assertThat(List.of(cells[PLACE], cells[EFFECT], cells[MODELLED_EVENT]))
                    .as(row.group(1))
                    .noneMatch(String::isBlank);
            assertThat(cells[ONE_IN].strip()).as(row.group(1)).matches("[1-9][0-9,]*");
            assertThat(cells[MODELLED_EVENT].replace("`", "").strip())
                    .isEqualTo(Faults.pointEvents().get(row.group(1)));
        });
    }

    private static List<Matcher> rows() throws IOException {
        return Files.readAllLines(REFERENCE).stream()
                .map(ROW::matcher)
                .filter(Matcher::matches)
                .toList();
    }
}
