package dev.pekkosim.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.points.Marked;
import com.acme.refused.BuiltMessage;
import com.acme.refused.name.BuiltName;
import com.acme.refused.taken.TakenName;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import dev.pekkosim.agent.hook.PointHooks;
import dev.pekkosim.buggify.Buggify;
import dev.pekkosim.buggify.spi.JsonLines;
import dev.pekkosim.engine.Failure;
import dev.pekkosim.engine.PointCount;
import dev.pekkosim.engine.step.Incarnation;
import dev.pekkosim.engine.step.StepKind;
import dev.pekkosim.engine.step.StepObserver;
import dev.pekkosim.testkit.campaign.AntithesisOutput;
import dev.pekkosim.testkit.cluster.Fault;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.AbstractMap;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BuggifyTest {

    private static final String ALL_ACTIVE = "pekko.sim.buggify.activation = 1";

    /** Asks something a thousand times in an actor of a run. */
    private static <T> RunResult ask(
            long seed, String settings, Supplier<T> question, List<T> answers) {
        return TestRuns.builder(1)
                .config(TestRuns.config(settings))
                .body(cluster -> {
                    cluster.startAll(() -> Behaviors.setup(context -> {
                        for (int i = 0; i < 1_000; i++) {
                            answers.add(question.get());
                        }
                        return Behaviors.empty();
                    }));
                    cluster.sleep(Duration.ofSeconds(1));
                })
                .build()
                .run(seed);
    }

    private static <T> List<T> answers(long seed, String settings, Supplier<T> question) {
        List<T> answers = new ArrayList<>();
        TestRuns.passed(ask(seed, settings, question, answers));
        return answers;
    }

    private static long count(List<Boolean> answers) {
        return answers.stream().filter(answer -> answer).count();
    }

    // ---- points

    @Test
    void point_outsideARun_neverFires() {
        assertThat(Marked.usual() || Marked.certain() || Marked.unnamed() || Marked.rare())
                .isFalse();
        assertThat(Marked.knob()).isEqualTo(500);
        assertThat(Marked.delay()).isZero();
        assertThat(Marked.choice()).isEqualTo("a");
    }

    @Test
    void point_isActiveInHalfOfTheRuns_andFiresOneTimeInFour() {
        int active = 0;
        for (long seed = 1; seed <= 40; seed++) {
            long fired = count(answers(seed, "", Marked::usual));
            if (fired > 0) {
                active++;
                assertThat(fired).isBetween(180L, 320L);
            }
        }
        assertThat(active).isBetween(10, 30);
    }

    @Test
    void chances_areSetForAllPoints_andForSingleOnes() {
        assertThat(count(answers(
                        1, "pekko.sim.buggify { activation = 1, firing = 1 }", Marked::usual)))
                .isEqualTo(1_000);
        assertThat(count(answers(1, ALL_ACTIVE, Marked::certain))).isEqualTo(1_000);
        assertThat(count(answers(1, ALL_ACTIVE, Marked::rare))).isBetween(1L, 40L);
        String single =
                "pekko.sim.buggify.point.\"marked.certain\" { activation = 1, firing = 1/2 }";
        assertThat(count(answers(1, single, Marked::certain))).isBetween(400L, 600L);
        assertThat(count(answers(1, "pekko.sim.buggify.activation = 0", Marked::certain)))
                .isZero();
    }

    @Test
    void chancesOfASinglePoint_thatAreLeftOut_stayAsTheyAre() {
        String point = "pekko.sim.buggify.point.";
        String active = " { activation = 1 }";
        assertThat(count(answers(1, point + "\"marked.rare\"" + active, Marked::rare)))
                .isBetween(1L, 40L);
        assertThat(count(answers(1, point + "\"marked.certain\"" + active, Marked::certain)))
                .isEqualTo(1_000);
        assertThat(count(answers(1, point + "\"marked.usual\"" + active, Marked::usual)))
                .isBetween(180L, 320L);
        String firing = point + "\"marked.usual\" { firing = 1 }, pekko.sim.buggify.activation = ";
        assertThat(count(answers(1, firing + 1, Marked::usual))).isEqualTo(1_000);
        assertThat(count(answers(1, firing + 0, Marked::usual))).isZero();
    }

    @Test
    void pointsThatAreOff_drawNothing() {
        List<Boolean> ignored = new ArrayList<>();
        RunResult asked = ask(1, "pekko.sim.buggify.points = off", Marked::usual, ignored);
        RunResult quiet = ask(1, "pekko.sim.buggify.points = off", () -> false, ignored);
        assertThat(asked.hash()).isEqualTo(quiet.hash());
        assertThat(ask(1, ALL_ACTIVE, Marked::usual, ignored).hash()).isNotEqualTo(quiet.hash());
    }

    @Test
    void unnamedPoint_isCalledByItsPlace() {
        RunResult result = ask(1, ALL_ACTIVE, Marked::unnamed, new ArrayList<>());
        assertThat(result.points())
                .singleElement()
                .extracting(PointCount::name)
                .asString()
                .matches("com\\.acme\\.points\\.Marked\\.unnamed:\\d+");
    }

    @Test
    void knob_hasOneValueInARun_andOthersInOthers() {
        Set<Integer> values = new HashSet<>();
        for (long seed = 1; seed <= 10; seed++) {
            Set<Integer> ofRun = new HashSet<>(answers(seed, ALL_ACTIVE, Marked::knob));
            assertThat(ofRun).hasSize(1).allMatch(value -> value >= 1 && value <= 1_000);
            values.addAll(ofRun);
        }
        assertThat(values).hasSizeGreaterThan(5);
    }

    @Test
    void knob_isOftenAtItsBounds() {
        List<Integer> values = new ArrayList<>();
        for (long seed = 1; seed <= 80; seed++) {
            values.add(answers(seed, ALL_ACTIVE, Marked::knob).get(0));
        }
        assertThat(values).filteredOn(value -> value == 1).hasSizeBetween(10, 30);
        assertThat(values).filteredOn(value -> value == 1_000).hasSizeBetween(10, 30);
    }

    @Test
    void knob_thatWasDrawn_staysAfterHeal() {
        int drawn = 0;
        for (long seed = 1; seed <= 10; seed++) {
            List<Integer> values = new ArrayList<>();
            TestRuns.passed(TestRuns.builder(1)
                    .config(TestRuns.config(ALL_ACTIVE))
                    .body(cluster -> {
                        cluster.startAll(Behaviors::empty);
                        values.add(Marked.knob());
                        cluster.heal();
                        values.add(Marked.knob());
                    })
                    .build()
                    .run(seed));
            assertThat(values.get(1)).isEqualTo(values.get(0));
            drawn += values.get(0) == 500 ? 0 : 1;
        }
        assertThat(drawn).isPositive();
    }

    @Test
    void knob_firstAskedForAfterHeal_isTheUsualValue() {
        List<Integer> values = new ArrayList<>();
        for (long seed = 1; seed <= 10; seed++) {
            TestRuns.passed(TestRuns.builder(1)
                    .config(TestRuns.config(ALL_ACTIVE))
                    .body(cluster -> {
                        cluster.startAll(Behaviors::empty);
                        cluster.heal();
                        values.add(Marked.knob());
                    })
                    .build()
                    .run(seed));
        }
        assertThat(values).hasSize(10).containsOnly(500);
    }

    @Test
    void delaysAndChoices_areDrawnAtEachFiring() {
        List<Duration> delays = answers(1, ALL_ACTIVE, Marked::delay);
        assertThat(delays)
                .allMatch(d -> !d.isNegative() && d.compareTo(Duration.ofSeconds(1)) <= 0);
        assertThat(delays.stream().filter(d -> !d.isZero()).count()).isBetween(180L, 320L);
        List<String> choices = answers(1, ALL_ACTIVE, Marked::choice);
        assertThat(choices).contains("a", "b", "c");
        // The point fires one time in four; what it draws then is one of three, the first included.
        assertThat(choices.stream().filter(c -> c.equals("b")).count()).isBetween(50L, 120L);
        assertThat(choices.stream().filter(c -> c.equals("c")).count()).isBetween(50L, 120L);
    }

    @Test
    void point_afterHeal_neverFires() {
        List<Boolean> before = new ArrayList<>();
        List<Boolean> after = new ArrayList<>();
        RunResult result = TestRuns.passed(TestRuns.builder(1)
                .config(TestRuns.config(ALL_ACTIVE))
                .body(cluster -> {
                    cluster.startAll(Behaviors::empty);
                    for (int i = 0; i < 100; i++) {
                        before.add(Marked.usual());
                    }
                    cluster.heal();
                    for (int i = 0; i < 100; i++) {
                        after.add(Marked.usual());
                    }
                })
                .build()
                .run(1));
        assertThat(count(before)).isPositive();
        assertThat(count(after)).isZero();
        assertThat(result.points())
                .containsExactly(new PointCount("marked.usual", false, true, 200, count(before)));
        assertThat(result.faults())
                .singleElement()
                .extracting(Fault::description)
                .isEqualTo("point marked.usual fires from here on");
    }

    // ---- properties

    @Test
    void alwaysThatFails_endsTheRun_withItsDetails() {
        Failure failure = TestRuns.failed(stating(List.of(3, -7, 5)).run(1));
        assertThat(failure.kind()).isEqualTo(Failure.Kind.PROPERTY);
        assertThat(failure.property()).isEqualTo("the balance is not negative");
        assertThat(failure.message())
                .matches("always does not hold on node-1, at Marked.java:\\d+: balance = -7");
    }

    @Test
    void properties_areCounted_withTheirClosestNumbersAndOutcomes() {
        RunResult result = TestRuns.passed(stating(List.of(3, 998, 5)).run(1));
        assertThat(result.properties())
                .anySatisfy(property -> {
                    assertThat(property.message()).isEqualTo("the balance is small");
                    assertThat(property.passes()).isEqualTo(3);
                    assertThat(property.closest()).hasToString("998 and 1000");
                })
                .anySatisfy(property -> {
                    assertThat(property.message()).isEqualTo("each remainder occurs");
                    assertThat(property.outcomes()).containsExactly("0", "2");
                })
                .anySatisfy(property -> {
                    assertThat(property.message()).isEqualTo("all conditions hold at once");
                    assertThat(property.failures()).isEqualTo(3);
                    assertThat(property.outcomes()).containsExactly("one");
                });
    }

    @Test
    void conditions_thatAreNullOrThrow_areFalseAndReachNobody() {
        List<Map<String, Boolean>> given = new ArrayList<>();
        given.add(new AbstractMap<>() {
            @Override
            public Set<Entry<String, Boolean>> entrySet() {
                throw new IllegalStateException("closed");
            }
        });
        given.add(unchecked());
        RunResult result = TestRuns.passes(1, cluster -> {
            cluster.startAll(Behaviors::empty);
            given.forEach(conditions -> Marked.state(1, true, conditions));
        });
        assertThat(result.properties())
                .filteredOn(property -> property.kind().equals("sometimesAll"))
                .singleElement()
                .satisfies(property -> {
                    assertThat(property.passes()).isZero();
                    assertThat(property.failures()).isEqualTo(2);
                });
    }

    /** What a caller that is not checked for nulls may pass. */
    @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"})
    private static <T> T unchecked() {
        return (T) null;
    }

    @Test
    void campaign_inWhichSomethingNeverHappens_saysWhatAndWhere() {
        Campaign campaign = stating(List.of(1));
        CampaignReport report = campaign.run(Iterations.of(20).seeds(index -> index + 1));
        assertThat(report.failures()).isEmpty();
        assertThat(campaign.unmet(report)).hasSize(4);
        assertThat(campaign.unmet(report))
                .anySatisfy(unmet -> assertThat(unmet)
                        .startsWith("sometimes 'a transfer is late' never held in 20 runs: ")
                        .matches(".*com\\.acme\\.points\\.Marked\\.state \\(Marked\\.java:\\d+\\)"))
                .anySatisfy(unmet -> assertThat(unmet)
                        .startsWith("reachable 'never is called' was never reached in 20 runs: ")
                        .matches(".*com\\.acme\\.points\\.Marked\\.never \\(Marked\\.java:\\d+\\)"))
                .anySatisfy(unmet -> assertThat(unmet).startsWith("sometimesAll "))
                .anySatisfy(unmet -> assertThat(unmet).startsWith("eventually "));
        assertThat(campaign.unreachedPoints(report))
                .anyMatch(
                        point -> point.startsWith("marked.never in com.acme.points.Marked.never"));
    }

    @Test
    void campaign_withTooFewRuns_missesNothing() {
        Campaign campaign = stating(List.of(1));
        CampaignReport report = campaign.run(Iterations.of(19).seeds(index -> index + 1));
        assertThat(campaign.unmet(report)).isEmpty();
    }

    @Test
    void eventually_thatComesTrue_passes_andOneThatDoesNot_fails() {
        TestRuns.passed(promising(Duration.ofSeconds(9)).run(1));
        Failure failure = TestRuns.failed(promising(Duration.ofSeconds(11)).run(1));
        assertThat(failure.property()).isEqualTo("it is done in time");
        assertThat(failure.message()).isEqualTo("eventually does not hold on node-1: what = it");
        assertThat(failure.virtualNanos())
                .isBetween(
                        Duration.ofSeconds(10).toNanos(), Duration.ofSeconds(20).toNanos());
    }

    @Test
    void eventually_thatIsUnresolvedAtTheEnd_isReached() {
        Campaign campaign = TestRuns.campaign(1, cluster -> {
            cluster.startAll(Behaviors::empty);
            Marked.promise(Duration.ofHours(1), () -> false);
        });
        CampaignReport report = campaign.run(Iterations.of(20).seeds(index -> index + 1));
        assertThat(report.failures()).isEmpty();
        assertThat(report.properties()).singleElement().satisfies(property -> {
            assertThat(property.message()).isEqualTo("it is done in time");
            assertThat(property.runs()).isEqualTo(20);
            assertThat(property.passes() + property.failures()).isZero();
        });
        assertThat(campaign.unmet(report)).noneMatch(unmet -> unmet.startsWith("eventually"));
    }

    @Test
    void eventually_isLookedAtAgainAndAgain_atEqualDistances() {
        List<Long> looks = new ArrayList<>();
        TestRuns.passes(1, cluster -> {
            cluster.startAll(() -> Behaviors.setup(context -> {
                long since = System.nanoTime();
                Marked.promise(Duration.ofSeconds(64), () -> {
                    looks.add(Duration.ofNanos(System.nanoTime() - since).toSeconds());
                    return looks.size() == 64;
                });
                return Behaviors.empty();
            }));
            cluster.sleep(Duration.ofSeconds(100));
        });
        assertThat(looks).hasSize(64);
        assertThat(looks.get(0)).isZero();
        assertThat(looks.get(63)).isBetween(62L, 64L);
    }

    /**
     * The protocol's rules are tested where the lines are written; here, that runs and the
     * catalogue come to be written.
     */
    @Test
    void properties_areToldToAntithesis(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("sdk.jsonl");
        Campaign campaign = stating(List.of(1, 2));
        campaign.output(AntithesisOutput.to(file.toString()));
        RunResult result = TestRuns.passed(campaign.run(1));
        assertThat(result.hash()).isEqualTo(stating(List.of(1, 2)).run(1).hash());

        List<Config> lines = Files.readAllLines(file).stream()
                .map(ConfigFactory::parseString)
                .toList();
        assertThat(lines.get(0).getString("antithesis_sdk.protocol_version")).isEqualTo("1.1.0");
        List<Config> asserts = lines.stream()
                .filter(line -> line.hasPath("antithesis_assert"))
                .map(line -> line.getConfig("antithesis_assert"))
                .toList();
        assertThat(asserts)
                .filteredOn(line -> line.getString("message").equals("a transfer is late"))
                .satisfiesExactlyInAnyOrder(
                        told -> {
                            assertThat(told.getBoolean("hit")).isTrue();
                            assertThat(told.getBoolean("condition")).isFalse();
                            assertThat(told.getString("location.file")).isEqualTo("Marked.java");
                            assertThat(told.getInt("location.begin_line")).isPositive();
                        },
                        declared -> assertThat(declared.getBoolean("hit")).isFalse());
        assertThat(asserts)
                .filteredOn(line -> line.getString("message").equals("never is called"))
                .singleElement()
                .satisfies(line -> assertThat(line.getBoolean("hit")).isFalse());
    }

    private static Campaign telling() {
        return TestRuns.campaign(1, cluster -> {
            cluster.startAll(Behaviors::empty);
            Marked.tell(7);
        });
    }

    @Test
    void setupAndEvents_areToldToAntithesis(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("sdk.jsonl");
        Campaign campaign = telling();
        campaign.output(AntithesisOutput.to(file.toString()));
        TestRuns.passed(campaign.run(1));
        assertThat(Files.readAllLines(file))
                .contains(
                        "{\"antithesis_setup\":{\"status\":\"complete\",\"details\":{\"orders\":1}}}",
                        "{\"an order comes\":{\"order\":7}}");
    }

    @Test
    void setupAndEvents_areInTheTrace_withTheirDetails() {
        List<String> seen = new ArrayList<>();
        StepObserver observer = new StepObserver() {
            @Override
            public void onStep(
                    long step,
                    long virtualNanos,
                    Incarnation owner,
                    StepKind kind,
                    Object work,
                    long hash) {}

            @Override
            public void onEvent(Object what, long hash) {
                seen.add(what.toString());
            }
        };
        RunResult result = TestRuns.passed(telling().execute(1, observer));
        assertThat(seen).contains("setup complete: orders = 1", "an order comes: order = 7");
        assertThat(result.hash()).isEqualTo(telling().execute(1, null).hash());
    }

    @Test
    void fileThatCannotBeWrittenAnyMore_isSaidOnce_andRunsGoOn() {
        List<String> said = new ArrayList<>();
        OutputStream full = new OutputStream() {
            private boolean isFull;

            @Override
            public void write(int b) throws IOException {
                if (isFull) {
                    throw new IOException("No space left on device");
                }
                isFull = b == '\n'; // after the first line
            }
        };
        Campaign campaign = stating(List.of(1));
        campaign.output(new AntithesisOutput(new JsonLines(full), "sdk.jsonl", said::add));
        RunResult result = TestRuns.passed(campaign.run(1));
        TestRuns.passed(campaign.run(2));
        assertThat(result.hash()).isEqualTo(stating(List.of(1)).run(1).hash());
        assertThat(result.properties()).isEqualTo(stating(List.of(1)).run(1).properties());
        assertThat(said)
                .containsExactly(
                        "'sdk.jsonl' cannot be written: no more properties are written to it:"
                                + " java.io.IOException: No space left on device");
    }

    @Test
    void messageThatIsBuiltAtRunTime_isRefusedWithItsPlace() {
        Failure failure = TestRuns.fails(1, cluster -> {
            cluster.startAll(Behaviors::empty);
            BuiltMessage.state(1);
        });
        assertThat(failure.kind()).isEqualTo(Failure.Kind.SETUP);
        assertThat(failure.message())
                .contains("the message of Property.always in com.acme.refused.BuiltMessage.state"
                        + " (BuiltMessage.java:")
                .contains("is built at run time; it must be a constant");
    }

    @Test
    void nameThatIsBuiltAtRunTime_isRefusedWithItsPlace() {
        Failure failure = TestRuns.fails(1, cluster -> {
            cluster.startAll(Behaviors::empty);
            BuiltName.flush(1);
        });
        assertThat(failure.kind()).isEqualTo(Failure.Kind.SETUP);
        assertThat(failure.message())
                .contains("com.acme.refused.name.BuiltName.flush (BuiltName.java:");
    }

    @Test
    void nameThatIsKeptForPekko_isRefusedWithItsPlace() {
        Failure failure = TestRuns.fails(1, cluster -> {
            cluster.startAll(Behaviors::empty);
            TakenName.drop();
            TakenName.skip();
        });
        assertThat(failure.kind()).isEqualTo(Failure.Kind.SETUP);
        String rule = "the name of a buggify point must not begin with 'pekko.', as those of the"
                + " points in Pekko do, but is ";
        String place = " in com.acme.refused.taken.TakenName.";
        assertThat(failure.message().split("; "))
                .containsExactly(
                        rule + "'pekko.cache.dropped'" + place + "drop (TakenName.java:12)",
                        rule + "'pekko.cluster.gossip-tick.skipped'" + place
                                + "skip (TakenName.java:17)");
    }

    @Test
    void nameThatIsKeptForPekko_isRefusedWhereverItComesFrom() {
        Failure failure = TestRuns.fails(1, cluster -> {
            cluster.startAll(Behaviors::empty);
            byReflection("pekko.known.only-here");
        });
        assertThat(failure.kind()).isEqualTo(Failure.Kind.SETUP);
        assertThat(failure.message())
                .startsWith("the name of a buggify point must not begin with 'pekko.', as those of"
                        + " the points in Pekko do, but is 'pekko.known.only-here'");
    }

    private static void byReflection(String name) {
        try {
            Buggify.class.getMethod("buggify", String.class).invoke(null, name);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(name, e);
        }
    }

    private static Campaign stating(List<Integer> balances) {
        return TestRuns.campaign(1, cluster -> {
            cluster.startAll(() -> Behaviors.setup(context -> {
                balances.forEach(balance ->
                        Marked.state(balance, false, Map.of("one", true, "other", false)));
                return Behaviors.empty();
            }));
            cluster.sleep(Duration.ofSeconds(1));
        });
    }

    /** Promises within 10 seconds what is done after a while. */
    private static Campaign promising(Duration done) {
        return TestRuns.campaign(1, cluster -> {
            cluster.startAll(() -> Behaviors.setup(context -> {
                long since = System.nanoTime();
                Marked.promise(
                        Duration.ofSeconds(10), () -> System.nanoTime() - since >= done.toNanos());
                return Behaviors.empty();
            }));
            cluster.sleep(Duration.ofSeconds(30));
        });
    }

    /** What unwinds then states nothing, neither in the run nor as production would. */
    @Test
    void points_whenTheRunIsOver_areNotThoseOfProduction() {
        List<Object> asked = new ArrayList<>();
        TestRuns.passes(
                1,
                cluster -> cluster.startAll(() -> Behaviors.setup(context -> {
                    context.spawn(waits(asked), "waits");
                    return Behaviors.empty();
                })));
        assertThat(asked).hasSize(1).doesNotContainNull();
    }

    private static Behavior<Void> waits(List<Object> asked) {
        return Behaviors.setup(context -> {
            try {
                new CountDownLatch(1).await();
            } finally {
                asked.add(PointHooks.points());
            }
            return Behaviors.empty();
        });
    }
}
