package dev.pekkosim.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pekkosim.engine.Failure;
import dev.pekkosim.testkit.cluster.Fault;
import dev.pekkosim.testkit.cluster.SimSetupException;
import dev.pekkosim.testkit.faults.Faults;
import dev.pekkosim.testkit.spi.FaultContext;
import dev.pekkosim.testkit.spi.FaultFamily;
import dev.pekkosim.testkit.spi.RecurringFault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FaultFamilyTest {

    static Stream<String> names() {
        return Faults.all().stream().map(FaultFamily::name);
    }

    private static FaultFamily family(String name) {
        return Faults.all().stream()
                .filter(family -> family.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @MethodSource("names")
    void each_bites_andHeals(String name) {
        RunResult result = TestRuns.passed(TestRuns.builder(4)
                .group("zone-a", "node-1", "node-2")
                .group("zone-b", "node-3", "node-4")
                .body(cluster -> {
                    cluster.startAll(new TestApp()::guardian);
                    cluster.chaos(Chaos.of(1, family(name)));
                    cluster.sleep(Duration.ofMinutes(6));
                    cluster.heal();
                })
                .build()
                .run(TestRuns.SEED));
        assertThat(result.faults()).anyMatch(fault -> name.equals(fault.family()));
        assertThat(result.disturbance().silentFamilies()).isEmpty();
    }

    @Test
    void family_changesWhatItDoes_forNoOther() {
        List<Fault> alone = faults(Chaos.of(1, Faults.clockJumps()));
        List<Fault> together = faults(Chaos.of(1, Faults.clockDrifts(), Faults.clockJumps()));
        assertThat(together).hasSizeGreaterThan(alone.size());
        assertThat(together.stream().filter(fault -> fault.kind().equals("clock-jump")))
                .extracting(Fault::description)
                .containsExactlyElementsOf(alone.stream()
                        .filter(fault -> fault.kind().equals("clock-jump"))
                        .map(Fault::description)
                        .toList());
    }

    private static List<Fault> faults(Chaos chaos) {
        return TestRuns.passes(2, cluster -> {
                    cluster.startAll(new TestApp()::guardian);
                    cluster.chaos(chaos);
                    cluster.sleep(Duration.ofMinutes(2));
                })
                .faults();
    }

    @Test
    void swarm_drawsFamilies_differentlyForEachSeed() {
        Campaign campaign = TestRuns.campaign(2, cluster -> {
            cluster.startAll(new TestApp()::guardian);
            cluster.chaos(Chaos.swarm());
        });
        List<String> heads = new ArrayList<>();
        for (long seed = 1; seed <= 8; seed++) {
            RunResult run = TestRuns.passed(campaign.run(seed));
            assertThat(run.disturbance().drawn()).hasSize(2);
            heads.add(run.disturbance().drawn().get(0));
        }
        assertThat(heads)
                .doesNotHaveDuplicates()
                .allMatch(head -> head.startsWith("families on: "));
        assertThat(TestRuns.passed(campaign.run(1)).disturbance().drawn().get(0))
                .isEqualTo(heads.get(0));
    }

    /** A fault of the application's own: a service that refuses for a while. */
    private static final class ServiceOutage extends RecurringFault {

        private boolean refuses;

        ServiceOutage() {
            super("service-outage", Pace.ofMillis(1_000, 2_000, 500, 1_000));
        }

        @Override
        protected Runnable strike(FaultContext context) {
            refuses = true;
            context.applied("service-outage", "the service refuses");
            return () -> refuses = false;
        }
    }

    @Test
    void ownFamily_strikesAndMends() {
        ServiceOutage outage = new ServiceOutage();
        List<Boolean> seen = new ArrayList<>();
        RunResult result = TestRuns.passes(2, cluster -> {
            cluster.startAll(new TestApp()::guardian);
            cluster.chaos(Chaos.of(1, outage));
            for (int i = 0; i < 50; i++) {
                cluster.sleep(Duration.ofMillis(200));
                seen.add(outage.refuses);
            }
        });
        assertThat(seen).contains(true, false);
        assertThat(result.faults())
                .allMatch(fault -> "service-outage".equals(fault.family()))
                .hasSizeGreaterThan(2);
    }

    @Test
    void fault_ofTheBody_isOfNoFamily() {
        TestRuns.passes(2, cluster -> {
            cluster.startAll(new TestApp()::guardian);
            cluster.chaos(Chaos.of(1, new ServiceOutage()));
            cluster.sleep(Duration.ofSeconds(5));
            cluster.repairAll();
            assertThat(cluster.faults())
                    .hasSizeGreaterThan(1)
                    .last()
                    .extracting(Fault::kind, Fault::family)
                    .containsExactly("repair", null);
        });
    }

    @Test
    void ownFamily_thatThrows_failsTheRun() {
        Failure failure = TestRuns.fails(2, cluster -> {
            cluster.startAll(new TestApp()::guardian);
            cluster.chaos(Chaos.of(1, throwing()));
            cluster.sleep(Duration.ofSeconds(5));
        });
        assertThat(failure.property()).isEqualTo("no fault family fails");
        assertThat(failure.message())
                .isEqualTo("the fault family broken failed: java.lang.ArithmeticException: boom");
    }

    private static FaultFamily throwing() {
        return new RecurringFault("broken", RecurringFault.Pace.ofMillis(1, 2, 0, 0)) {
            @Override
            protected Runnable strike(FaultContext context) {
                throw new ArithmeticException("boom");
            }
        };
    }

    @Test
    void twoFamilies_ofOneName_areRefused() {
        assertThatThrownBy(() -> Chaos.of(1, Faults.resets(), Faults.resets()))
                .isInstanceOf(SimSetupException.class)
                .hasMessage("chaos 'chosen' has two fault families 'resets'");
    }

    @Test
    void budget_isNeverExceeded() {
        int[] most = new int[1];
        TestRuns.passes(5, cluster -> {
            cluster.startAll(new TestApp()::guardian);
            cluster.chaos(Chaos.of(2, Faults.crashes(), Faults.pauses()));
            for (int i = 0; i < 2_000; i++) {
                cluster.sleep(Duration.ofMillis(50));
                int struck = (int) cluster.servers().stream()
                        .filter(node -> !node.isRunning() || node.isPaused())
                        .count();
                most[0] = Math.max(most[0], struck);
            }
        });
        assertThat(most[0]).isEqualTo(2);
    }

    @Test
    void budget_isNotExceeded_whenServersLeave() {
        int[] most = new int[1];
        TestRuns.passes(5, cluster -> {
            cluster.startAll(new TestApp()::guardian);
            cluster.chaos(Chaos.of(1, Faults.attrition(), Faults.rollingLeaves()));
            for (int i = 0; i < 4_000; i++) {
                cluster.sleep(Duration.ofMillis(100));
                int down = (int) cluster.servers().stream()
                        .filter(node -> !node.isRunning())
                        .count();
                most[0] = Math.max(most[0], down);
            }
        });
        assertThat(most[0]).isEqualTo(1);
    }

    @Test
    void script_happensAtItsTimes_andNothingElse() {
        RunResult result = TestRuns.passes(3, cluster -> {
            cluster.startAll(new TestApp()::guardian);
            Duration begin = cluster.virtualTime();
            cluster.chaos(Chaos.script(script -> script.at(Duration.ofSeconds(3))
                    .partition(List.of("node-1"), List.of("node-2"))
                    .at(Duration.ofSeconds(5))
                    .repairAll()
                    .at(Duration.ofSeconds(6))
                    .crashHost("node-3")
                    .at(Duration.ofSeconds(8))
                    .restart("node-3")
                    .at(Duration.ofSeconds(9))
                    .perform(any -> assertThat(any.node("node-3").isRunning()).isTrue())));
            cluster.sleep(Duration.ofSeconds(20));
            assertThat(cluster.faults())
                    .extracting(fault ->
                            Duration.ofNanos(fault.virtualNanos()).minus(begin).toSeconds() + " "
                                    + fault.description())
                    .containsExactly(
                            "3 partition node-1 | node-2",
                            "5 repair all",
                            "6 crash node-3 (host)",
                            "8 restart node-3");
        });
        assertThat(result.passed()).isTrue();
    }

    @Test
    void script_negativeTime_isRefused() {
        assertThatThrownBy(() -> Chaos.script(script -> script.at(Duration.ofMillis(-1))))
                .isInstanceOf(SimSetupException.class)
                .hasMessage("the time of a fault must not be negative, but is -1 ms");
    }
}
