package dev.pekkosim.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pekkosim.engine.Limits;
import dev.pekkosim.engine.run.Engine;
import dev.pekkosim.testkit.faults.DrawnChaos;
import dev.pekkosim.testkit.faults.DrawnFamily;
import dev.pekkosim.testkit.faults.Faults;
import dev.pekkosim.testkit.spi.FaultContext;
import dev.pekkosim.testkit.spi.FaultFamily;
import dev.pekkosim.testkit.spi.Intensity;
import dev.pekkosim.testkit.spi.RecurringFault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What runs draw of a chaos. */
class ChaosTest {

    private static final int SEEDS = 200;

    @Test
    void swarm_hasEachFamilyInHalfOfTheRuns_atAllIntensities() {
        Map<String, Integer> on = new HashMap<>();
        Map<String, Set<Intensity>> intensities = new HashMap<>();
        for (int seed = 0; seed < SEEDS; seed++) {
            DrawnChaos drawn = draw(Chaos.swarm(), seed);
            for (DrawnFamily family : drawn.on()) {
                String name = family.family().name();
                on.merge(name, 1, Integer::sum);
                intensities.computeIfAbsent(name, any -> new HashSet<>()).add(family.intensity());
                assertThat(drawn.off()).doesNotContain(name);
            }
            assertThat(drawn.on().size() + drawn.off().size())
                    .isEqualTo(Faults.all().size());
        }
        assertThat(on.keySet())
                .containsExactlyInAnyOrderElementsOf(
                        Faults.all().stream().map(FaultFamily::name).toList());
        assertThat(on.values()).allMatch(count -> count > 60 && count < 140);
        assertThat(intensities.values())
                .allMatch(drawn -> drawn.size() == Intensity.values().length);
    }

    @Test
    void swarm_drawsHowManyMayBeDown_upToTheMost() {
        Set<Integer> most = new HashSet<>();
        for (int seed = 0; seed < SEEDS; seed++) {
            most.add(draw(Chaos.swarm(3), seed).maxDown());
            assertThat(draw(Chaos.swarm(0), seed).maxDown()).isZero();
        }
        assertThat(most).containsExactlyInAnyOrder(1, 2, 3);
    }

    @Test
    void family_isDrawn_whateverOthersThereAre() {
        List<FaultFamily> reversed = new ArrayList<>(Faults.all());
        Collections.reverse(reversed);
        Chaos other = new Chaos("other", reversed.subList(1, reversed.size()), 2, true);
        String dropped = reversed.get(0).name();
        for (int seed = 0; seed < SEEDS; seed++) {
            DrawnChaos all = draw(Chaos.swarm(), seed);
            DrawnChaos fewer = draw(other, seed);
            assertThat(texts(fewer))
                    .containsExactlyInAnyOrderElementsOf(texts(all).stream()
                            .filter(text -> !text.startsWith(dropped))
                            .toList());
            assertThat(fewer.maxDown()).isEqualTo(all.maxDown());
        }
    }

    @Test
    void intensity_saysHowOftenAFamilyStrikes() {
        Map<Intensity, Integer> strikes = new EnumMap<>(Intensity.class);
        Campaign campaign = TestRuns.campaign(2, cluster -> {
            Map<Intensity, Integer> own = new EnumMap<>(Intensity.class);
            cluster.chaos(new Chaos("drawn", List.of(eachSecond(own)), 1, true));
            cluster.sleep(Duration.ofSeconds(100));
            strikes.putAll(own);
        });
        for (long seed = 1; seed <= 20; seed++) {
            TestRuns.passed(campaign.run(seed));
        }
        assertThat(strikes.get(Intensity.RARE)).isBetween(24, 25);
        assertThat(strikes.get(Intensity.NORMAL)).isBetween(99, 100);
        assertThat(strikes.get(Intensity.FREQUENT)).isBetween(399, 400);
    }

    private static FaultFamily eachSecond(Map<Intensity, Integer> strikes) {
        return new RecurringFault("own", RecurringFault.Pace.ofMillis(1_000, 1_000, 0, 0)) {
            @Override
            protected @Nullable Runnable strike(FaultContext context) {
                strikes.merge(context.intensity(), 1, Integer::sum);
                return null;
            }
        };
    }

    private static List<String> texts(DrawnChaos drawn) {
        return drawn.on().stream().map(DrawnFamily::toString).toList();
    }

    @Test
    void chosenFamilies_areOnInEachRun_atTheirUsualIntensity() {
        DrawnChaos drawn = draw(Chaos.of(3, Faults.holds(), Faults.resets()), 1);
        assertThat(texts(drawn)).containsExactly("holds", "resets");
        assertThat(drawn.off()).isEmpty();
        assertThat(drawn.maxDown()).isEqualTo(3);
    }

    @Test
    void points_areInEachRun_withCrashesAndCuts() {
        for (int seed = 0; seed < 20; seed++) {
            DrawnChaos drawn = draw(Chaos.points(), seed);
            assertThat(texts(drawn)).containsExactlyInAnyOrder("pekko-points", "crashes", "halves");
            assertThat(drawn.off()).isEmpty();
            assertThat(drawn.maxDown()).isEqualTo(1);
        }
    }

    private static DrawnChaos draw(Chaos chaos, long seed) {
        return chaos.draw(new Engine(seed, Limits.DEFAULT));
    }
}
