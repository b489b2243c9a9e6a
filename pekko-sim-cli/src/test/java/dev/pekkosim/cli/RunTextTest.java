package dev.pekkosim.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pekkosim.engine.Failure;
import dev.pekkosim.engine.WrittenFile;
import dev.pekkosim.testkit.CampaignReport;
import dev.pekkosim.testkit.RunResult;
import dev.pekkosim.testkit.campaign.PointSummary;
import dev.pekkosim.testkit.faults.Faults;
import dev.pekkosim.testkit.results.ReplayCommands;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.pekko.Version;
import org.junit.jupiter.api.Test;

class RunTextTest {

    private final RunText text =
            new RunText(ReportTexts.console(new StringWriter(), false), false, null);

    @Test
    void line_standsUnderTheHeader() {
        assertThat(RunText.header() + "\n" + text.line(ReportTexts.passed())).isEqualTo("""
                        seed                result  hash                     steps    virtual     wall
                        0x000000000000002a  passed  0xfedcba9876543210      52,130   1m 31.2s    84 ms""");
    }

    @Test
    void block_tellsPropertyMessageTimeFaultsPendingAndReplay() {
        assertThat(block(ReportTexts.failed(Failure.Kind.PROPERTY, 2), ReportTexts.DEFAULTS))
                .isEqualTo("""
                            property    money is conserved
                            message     expected 100,
                                        actual "90"
                            noticed     in step 52,130, at virtual 1m 31.204s
                            last steps            node-1                                   node-2
                            1m 31.290s    52,117  till Take
                            1m 31.299s    52,130                                           account-7 Credit
                            faults      2 applied
                                         1m 01.000s  crash node-1
                                         2m 02.000s  crash node-2
                            pending     node-2: /user/till stashes 1 message
                            replay      ./pekko-sim run bank --seed 0x000000000000002a""".indent(4).stripTrailing());
    }

    @Test
    void writtenFiles_areNamedOnOneLine() {
        WrittenFile one = new WrittenFile("com.acme.Dump", "/tmp/x");
        WrittenFile two = new WrittenFile("com.acme.Dump", "/tmp/y");

        assertThat(RunText.writtenFiles(List.of())).isEmpty();
        assertThat(RunText.writtenFiles(List.of(one)))
                .isEqualTo("wrote files: com.acme.Dump -> /tmp/x"
                        + " (a later run sees what an earlier one wrote)");
        assertThat(RunText.writtenFiles(List.of(one, two, one, two, one)))
                .isEqualTo("wrote files: com.acme.Dump -> /tmp/x, com.acme.Dump -> /tmp/y,"
                        + " com.acme.Dump -> /tmp/x and 2 more"
                        + " (a later run sees what an earlier one wrote)");
    }

    private static final List<PointSummary> POINTS = List.of(
            ReportTexts.point("book.refuses", 11, 20, 123_456, 4_711),
            ReportTexts.point("book.unreached", 0, 0, 0, 0),
            ReportTexts.point("com.acme.orders.matching.OrderBook.settleLate:142", 1, 1, 2, 1),
            ReportTexts.point("pekko.membership.gossip-skipped", 5, 20, 999_999_999, 88),
            ReportTexts.point("pekko.sharding.home-late", 0, 20, 17, 0));

    @Test
    void points_ofTheApplicationThatWereReached_areATable() {
        assertThat(RunText.points(POINTS, Set.of(), false)).isEqualTo("""
                        point                                          active     reached       fired
                        book.refuses                                       11     123,456       4,711
                        com.acme.orders.matching.OrderBook.settleLate:142
                                                                            1           2           1
                        points in Pekko: 1 of 2 fired; never pekko.sharding.home-late""");
    }

    @Test
    void points_onRequest_areAllInTheTable() {
        assertThat(RunText.points(POINTS, Set.of(), true)).isEqualTo("""
                        point                                          active     reached       fired
                        book.refuses                                       11     123,456       4,711
                        book.unreached                                      0           0           0
                        com.acme.orders.matching.OrderBook.settleLate:142
                                                                            1           2           1
                        pekko.membership.gossip-skipped                     5 999,999,999          88
                        pekko.sharding.home-late                            0          17           0
                        points in Pekko: 1 of 2 fired; never pekko.sharding.home-late""");
    }

    @Test
    void pointsInPekkoThatNeverFired_areAllNamed_within80Columns() {
        List<PointSummary> points = new ArrayList<>();
        points.add(ReportTexts.point("pekko.dispatch.fired", 1, 1, 1, 1));
        Faults.pointNames().forEach(name -> points.add(ReportTexts.point(name, 0, 0, 0, 0)));

        String written = RunText.points(points, Set.of(), false);

        assertThat(written).startsWith("points in Pekko: 1 of " + points.size() + " fired; never ");
        assertThat(written.split("never ", -1)[1].split(",\\s+", -1))
                .containsExactlyElementsOf(Faults.pointNames());
        assertThat(written.lines()).allMatch(line -> line.length() <= 80);
        assertThat(written.lines().skip(1)).isNotEmpty().allMatch(line -> line.startsWith("    p"));
    }

    @Test
    void points_ofWhichNoneWasReached_areNotWorthALine() {
        assertThat(RunText.points(
                        List.of(ReportTexts.point("pekko.x", 0, 0, 0, 0)), Set.of(), false))
                .isEmpty();
    }

    @Test
    void points_thatPekkoLacks_areNamedAndNotAmongThoseThatDidNotFire() {
        List<PointSummary> points = new ArrayList<>(POINTS);
        points.add(ReportTexts.point("pekko.cluster.gossip.late", 0, 0, 0, 0));

        assertThat(RunText.points(points, Set.of("pekko.cluster.gossip.late"), false))
                .endsWith("points in Pekko: 1 of 2 fired; never pekko.sharding.home-late\n"
                        + "points that Pekko " + Version.current()
                        + " lacks: pekko.cluster.gossip.late");
    }

    @Test
    void knownFind_isNamedWithItsEvidence() {
        assertThat(text.line(ReportTexts.knownFind()))
                .startsWith("0x000000000000002a  known   0xfedcba9876543210 ");
        assertThat(block(ReportTexts.knownFind(), ReportTexts.DEFAULTS)).startsWith("""
                            known find  PEKKO-1 lost join, see docs/bugs
                            evidence    node-3 is Joining in its own view
                            property    the cluster converges after heal
                            """.indent(4));
    }

    @Test
    void finds_thatAreNotAccepted_areCounted_andTheLineSaysHowToAcceptThem() {
        assertThat(RunText.finds(report(ReportTexts.passed()))).isEmpty();
        assertThat(RunText.finds(report(ReportTexts.knownFind(), ReportTexts.acceptedFind())))
                .isEqualTo("""
                        known finds: PEKKO-1 2
                        a known find is no success: fix it, work around it, or accept it with
                            --allow-known-finds PEKKO-1""");
        assertThat(RunText.finds(report(ReportTexts.acceptedFind())))
                .isEqualTo("known finds: PEKKO-1 1, all accepted");
    }

    @Test
    void signatures_nameTheirSeeds() {
        RunResult failed = ReportTexts.failed(Failure.Kind.PROPERTY, 0);
        assertThat(RunText.signatures(report(ReportTexts.passed()))).isEmpty();
        assertThat(RunText.signatures(report(failed, failed))).isEqualTo("""
                        failing seeds by what was violated, the fewest steps first:
                        2 x  money is conserved: 0x000000000000002a (52,130 steps), 0x000000000000002a
                            (52,130 steps)""");
    }

    private static CampaignReport report(RunResult... results) {
        return new CampaignReport("bank", List.of(results), 1);
    }

    @Test
    void block_ofManyFaultsShowsTheLastTen() {
        String block = block(ReportTexts.failed(Failure.Kind.PROPERTY, 12), ReportTexts.DEFAULTS);

        assertThat(block)
                .contains("faults      12 applied, the last 10 of them\n")
                .contains("crash node-3\n", "crash node-12\n")
                .doesNotContain("crash node-2\n");
    }

    @Test
    void block_withoutFaultsSaysSo() {
        assertThat(block(ReportTexts.failed(Failure.Kind.HANG, 0), ReportTexts.DEFAULTS))
                .contains("faults      none\n");
    }

    @Test
    void replay_namesEveryOptionThatIsNotTheDefault() {
        assertThat(ReportTexts.ALL_SET.replayCommand(0x2aL, null))
                .isEqualTo("./pekko-sim run bank --seed 0x000000000000002a --nodes 5"
                        + " --operations 50 --chaos none --bug lost-credit");
    }

    @Test
    void replay_namesSystemPropertiesOfTheJvm() {
        assertThat(ReportTexts.DEFAULTS.replayCommand(1, "-Dpekko.cluster.name='x'"))
                .startsWith("JAVA_OPTS='-Dpekko.cluster.name='\\''x'\\''' ./pekko-sim run bank");
        assertThat(ReportTexts.DEFAULTS.replayCommand(1, "-Xmx1g"))
                .startsWith("./pekko-sim run bank");
    }

    @Test
    void colours_areOnlyOnTerminalsThatHaveThem() {
        assertThat(printed(true, true)).isEqualTo("\u001b[32mpassed\u001b[39m");
        assertThat(printed(true, false)).isEqualTo("passed");
        assertThat(printed(false, true)).isEqualTo("passed");
    }

    private static String printed(boolean isTerminal, boolean hasColours) {
        StringWriter out = new StringWriter();
        Console console = new Console(
                out, new PrintWriter(out), new Console.Terminal(isTerminal, hasColours, 120));
        console.print(console.good("passed"));
        return out.toString().strip();
    }

    @Test
    void textOfAnApplication_steersNoTerminal() {
        StringWriter out = new StringWriter();
        Console console =
                new Console(out, new PrintWriter(out), new Console.Terminal(true, true, 120));
        RunText written = new RunText(console, false, null);
        String nasty = "\u001b]0;pwned\u0007 \u001b[2J\ue000green\r\u202eright";

        console.print(written.block(ReportTexts.failed(nasty, nasty), ReportTexts.DEFAULTS));
        console.print(Columns.wrapped("unmet: " + nasty));
        console.complain(nasty);

        String shown = "\\u001b]0;pwned\\u0007 \\u001b[2J\\ue000green\\u000d\\u202eright";
        assertThat(out.toString().lines())
                .contains(
                        "    property    \u001b[31m" + shown + "\u001b[39m",
                        "    message     " + shown,
                        "unmet: " + shown,
                        shown);
    }

    @Test
    void block_isFoldedToTheTerminal_butWhatIsToBeCopied() {
        String message = "every word ".repeat(50);
        RunResult failed = ReportTexts.failed("money is conserved", message);
        for (int width : new int[] {80, 120, 200}) {
            Console console = new Console(
                    new StringWriter(),
                    new PrintWriter(new StringWriter()),
                    new Console.Terminal(true, false, width));
            String block = new RunText(console, false, null)
                    .block(failed, ReplayCommands.of("x ".repeat(200)));
            assertThat(block.lines().filter(line -> !line.contains("replay")))
                    .allMatch(line -> line.length() <= width)
                    .anyMatch(line -> line.length() > width - 10);
            assertThat(block.lines()).anyMatch(line -> line.length() > 400);
        }
    }

    @Test
    void block_saysWhatTheReportOfAResultSays() {
        RunResult failed = ReportTexts.failed("\u001b[31m", "every word ".repeat(5_000));
        String report = failed.report();

        assertThat(report.lines().skip(1).filter(line -> !line.contains("replay")))
                .containsExactlyElementsOf(block(failed, ReportTexts.DEFAULTS)
                        .lines()
                        .filter(line -> !line.contains("replay"))
                        .toList())
                .last()
                .isEqualTo("    pending     node-2: /user/till stashes 1 message");
        assertThat(report).contains("… (47,000 more characters)").doesNotContain("\u001b");
    }

    private String block(RunResult failed, RunOptions options) {
        return text.block(failed, options);
    }
}
