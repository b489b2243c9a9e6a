package dev.pekkosim.testkit.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pekkosim.engine.LastStep;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StepColumnsTest {

    private static final String ACCOUNT = "/system/sharding/Account/3/account-42";
    private static final String CHECK = "com.acme.AccountCommand$CheckBalance";

    private static LastStep step(long step, int node, String work, String message) {
        return new LastStep(step, step * 1_000_000, "node-" + node, work, message);
    }

    private static String table(int width, List<LastStep> steps) {
        TextBlock block = new TextBlock(width);
        block.table("last steps", new StepColumns(steps, width, 8));
        return block.toString();
    }

    private static final List<LastStep> OF_THREE = List.of(
            step(99_998, 1, "/user", "com.acme.Open"),
            step(99_999, 3, "/system/sharding/Account/3", "com.acme.AccountCommand$CheckBalance"),
            step(100_000, 2, ACCOUNT, CHECK),
            step(100_001, 2, "com.acme.Books$$Lambda", ""),
            step(100_002, 3, "/user/till", "timer com.acme.Beat$"),
            step(100_003, 1, "/user/$a", "'some text'"));

    @Test
    void threeNodes_haveAColumnEachIn80Columns() {
        assertThat(table(80, OF_THREE)).isEqualTo("""
                    last steps            node-1            node-2            node-3
                    1m 39.998s    99,998  user Open
                    1m 39.999s    99,999                                      …nt/3 CheckBalan…
                    1m 40.000s   100,000                    …t-42 CheckBalan…
                    1m 40.001s   100,001                    Books
                    1m 40.002s   100,002                                      till timer Beat
                    1m 40.003s   100,003  …r/$a 'some text'""".indent(4).stripTrailing());
        assertThat(table(80, OF_THREE).lines()).allMatch(line -> line.length() <= 80);
    }

    @Test
    void moreRoom_isUsed() {
        assertThat(table(120, OF_THREE).lines())
                .contains("    1m 40.000s   100,000" + " ".repeat(33) + "account-42 CheckBalance");
    }

    /** Its beginning is that of all nodes of its set. */
    @Test
    void longNameOfANode_isShownWithItsNumber() {
        List<LastStep> steps = List.of(
                new LastStep(1, 0, "warehouse-frontend-1", "/user", "com.acme.Open"),
                new LastStep(2, 0, "warehouse-frontend-2", "/user", "com.acme.Open"),
                new LastStep(3, 0, "warehouse-frontend-13", "/user", "com.acme.Open"));
        assertThat(table(80, steps).lines().findFirst())
                .contains("    last steps            …house-frontend-1 …ouse-frontend-13"
                        + " …house-frontend-2");
    }

    @Test
    void moreNodesThanFit_thoseThatActedLastAreShown() {
        List<LastStep> steps = new ArrayList<>();
        for (int node = 1; node <= 6; node++) {
            steps.add(step(node, node, "/user", "com.acme.Open"));
        }
        String table = table(80, steps);
        assertThat(table).contains("node-4", "node-5", "node-6").doesNotContain("node-3");
        assertThat(table.lines()).hasSize(4).allMatch(line -> line.length() <= 80);
        assertThat(table(120, steps)).contains("node-3").doesNotContain("node-2");
    }

    @Test
    void moreStepsThanLines_theLastOfEachNodeIsShown_andTheNewest() {
        List<LastStep> steps = new ArrayList<>();
        steps.add(step(1, 2, "/user", "com.acme.Open"));
        for (int i = 10; i < 30; i++) {
            steps.add(step(i, 1, "/user", "com.acme.Open"));
        }
        assertThat(table(80, steps).lines())
                .hasSize(1 + 8)
                .anyMatch(line -> line.contains("  1  "))
                .anyMatch(line -> line.contains(" 29  "))
                .noneMatch(line -> line.contains(" 22  "));
    }

    @Test
    void textOfAnApplication_isShownInOneLine_andSteersNothing() {
        assertThat(table(80, List.of(step(7, 1, "/user/a\u001b[31m", "'two\nlines'")))
                        .lines())
                .hasSize(2)
                .last()
                .asString()
                .contains("'two\\nlines'")
                .doesNotContain("\u001b");
    }

    @Test
    void hugeMessage_isCut() {
        assertThat(table(80, List.of(step(7, 1, "/user/till", "'" + "x".repeat(500) + "'")))
                        .lines())
                .allMatch(line -> line.length() <= 80);
    }
}
