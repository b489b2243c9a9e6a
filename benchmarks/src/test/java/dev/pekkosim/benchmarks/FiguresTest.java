package dev.pekkosim.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pekkosim.benchmarks.Contest.Taken;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.junit.jupiter.api.Test;

class FiguresTest {

    private static final Table TABLE = new Table(
            "a run of",
            List.of("app ms", "ratio", "min..max"),
            List.of(
                    new Table.Row(
                            "one node",
                            List.of(Cell.millis("appMillis", 1_250_000), Cell.EMPTY, Cell.EMPTY)),
                    new Table.Row(
                            "  ten",
                            List.of(
                                    Cell.millis("appMillis", 1.5e9),
                                    Cell.ratio(3, 1, 2),
                                    Cell.range(3, 1, 2)))));

    private static Map<String, Object> machine() {
        Map<String, Object> machine = new LinkedHashMap<>();
        machine.put("cores", 2);
        machine.put("java", "17.0.15");
        machine.put("collector", "Serial GC");
        machine.put("os", "Linux");
        return machine;
    }

    @Test
    void text_hasTablesNotesAndMachine() {
        assertThat(new Figures(List.of(TABLE), List.of("2 rounds")).text(machine()))
                .isEqualTo("""
                a run of  app ms  ratio    min..max
                one node     1.3
                  ten      1,500   2.00  1.00..3.00

                2 rounds
                2 cores, Java 17.0.15, Serial GC, Linux""");
    }

    @Test
    void json_hasTheNumbersByName() {
        assertThat(new Figures(List.of(TABLE), List.of("2 rounds")).json("nodes", machine()))
                .isEqualTo("""
                        {
                            "benchmark" : "nodes",
                            "machine" : {
                                "collector" : "Serial GC",
                                "cores" : 2,
                                "java" : "17.0.15",
                                "os" : "Linux"
                            },
                            "notes" : [
                                "2 rounds"
                            ],
                            "tables" : [
                                {
                                    "rows" : [
                                        {
                                            "appMillis" : 1.25,
                                            "label" : "one node"
                                        },
                                        {
                                            "appMillis" : 1500.0,
                                            "greatest" : 3.0,
                                            "label" : "ten",
                                            "least" : 1.0,
                                            "ratio" : 2.0
                                        }
                                    ],
                                    "title" : "a run of"
                                }
                            ]
                        }
                        """);
    }

    @Test
    void rowWithoutAFigure_isRefused() {
        assertThatThrownBy(() -> new Table(
                        "title", List.of("one", "two"), List.of(new Table.Row("row", List.of()))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("'row' must have 2 figures, but has 0");
    }

    @Test
    void cells_showWhatIsWorthShowing() {
        assertThat(Cell.millis("x", 999_940_000).text()).isEqualTo("999.9");
        assertThat(Cell.micros("x", 1_234).text()).isEqualTo("1.23");
        assertThat(Cell.count("x", 1_234_567).text()).isEqualTo("1,234,567");
        assertThat(Cell.percent("x", 0.125).text()).isEqualTo("12.5 %");
        assertThat(Cell.toOne("x", 6_000.4).text()).isEqualTo("6,000:1");
        assertThat(Cell.megabytes("x", 44_460_000).text()).isEqualTo("44.5");
        assertThat(Cell.time("x", 12.34).text()).isEqualTo("12.3 ns");
        assertThat(Cell.time("x", 12_340).text()).isEqualTo("12.3 us");
        assertThat(Cell.time("x", 12_340_000).text()).isEqualTo("12.3 ms");
        assertThat(Cell.of("x", -0.000_01, "%.2f").text()).isEqualTo("0.00");
        assertThat(Cell.of("x", 1.0 / 3, "%.2f").values()).isEqualTo(Map.of("x", 0.3333));
    }

    @Test
    void median_isTheMiddleOne() {
        assertThat(Samples.median(new double[] {5, 1, 3})).isEqualTo(3);
        assertThat(Samples.median(new double[] {5, 1, 3, 4})).isEqualTo(3.5);
    }

    @Test
    void percentile_isAValueThatThereIs() {
        double[] sorted = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10};

        assertThat(Samples.percentile(sorted, 0)).isEqualTo(1);
        assertThat(Samples.percentile(sorted, 50)).isEqualTo(5);
        assertThat(Samples.percentile(sorted, 90)).isEqualTo(9);
        assertThat(Samples.percentile(sorted, 100)).isEqualTo(10);
    }

    @Test
    void ratios_areOfTheSameRound() {
        Samples<String> samples = new Samples<>();
        samples.add("base", 10);
        samples.add("other", 30);
        samples.add("base", 20);
        samples.add("other", 20);

        assertThat(samples.ratios("other", "base")).containsExactly(1, 3);
        assertThat(samples.median("base")).isEqualTo(15);
    }

    @Test
    void cost_isOfOneRun_andCanBeSent() {
        Cost cost =
                new Cost(2, 40_000_000, new CpuTimes(60_000_000, 20_000_000, 10_000_000), 3_000, 7);

        assertThat(Cost.parse(cost.line())).isEqualTo(cost);
        assertThat(cost.cells().stream().map(Cell::text))
                .containsExactly("20.0", "30.0", "15.0", "10.0", "5.0", "1,500", "10.00");
        assertThat(cost.plus(cost).runs()).isEqualTo(4);
        assertThat(cost.plus(cost).cells()).isEqualTo(cost.cells());
        assertThat(cost.cells()).hasSameSizeAs(Cost.HEADINGS);
    }

    @Test
    void contest_comparesTheSameRounds() {
        Load load = new Load("ask from an actor", 1_000, (messages, done) -> Behaviors.empty());
        Figures figures = new Contest(DispatcherCost.class, "Pekko's own", List.of(load))
                .figures(
                        2,
                        Map.of(load, List.of(new Taken(1e6, 1e6), new Taken(2e6, 4e6))),
                        Map.of(load, List.of(new Taken(2e6, 1e6), new Taken(6e6, 2e6))));

        assertThat(figures.tables().get(0).text()).isEqualTo("""
                app us a message   Pekko's own  ours  ratio    min..max  wall    min..max
                ask from an actor         4.00  1.50   2.50  2.00..3.00  0.75  0.50..1.00""");
        assertThat(figures.tables().get(0).rows().get(0).cells().get(5).values())
                .isEqualTo(Map.of("wallLeast", 0.5, "wallGreatest", 1.0));
    }

    @Test
    void collector_isKnownByItsBeans() {
        assertThat(Machine.collector(List.of("Copy", "MarkSweepCompact"))).isEqualTo("Serial GC");
        assertThat(Machine.collector(List.of("PS MarkSweep", "PS Scavenge")))
                .isEqualTo("Parallel GC");
        assertThat(Machine.collector(List.of("ZGC Cycles"))).isEqualTo("ZGC Cycles");
    }

    @Test
    void optionsForOtherJvms_areThoseThatTwoCanShare() {
        List<String> options = JvmOptions.forOthers(List.of(
                "-javaagent:agent.jar", "-agentlib:jdwp=address=0", "-Xlog:gc:file=x", "-Xmx1g"));

        assertThat(options).containsExactly("-javaagent:agent.jar", "-Xmx1g");
        assertThat(JvmOptions.withoutAgent(options)).containsExactly("-Xmx1g");
    }
}
