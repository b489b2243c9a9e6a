package dev.pekkosim.engine.point;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pekkosim.buggify.Ratio;
import dev.pekkosim.engine.Limits;
import dev.pekkosim.engine.PointSettings;
import dev.pekkosim.engine.decision.Decisions;
import dev.pekkosim.engine.decision.RunHash;
import dev.pekkosim.engine.run.Engine;
import dev.pekkosim.engine.step.RunEvents;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PointsTest {

    private static final String POINT = "pekko.some.point";
    private static final int ONE_IN = 2_000;
    private static final int CALLS = 20_000;

    private static Points points() {
        RunHash hash = new RunHash();
        Decisions decisions = new Decisions(1, hash);
        return new Points(decisions, new RunEvents(hash, decisions));
    }

    /** How many of the calls of a point in Pekko fire. */
    private static long fired(
            @Nullable Ratio activation, @Nullable Ratio firing, Ratio ofTheFamily) {
        Points points = points();
        points.begin(
                new PointSettings(
                        true,
                        Ratio.of(1, 2),
                        Ratio.of(1, 4),
                        Map.of(POINT, new PointSettings.Chances(activation, firing))),
                name -> {});
        points.beginInPekko(ofTheFamily);
        for (int i = 0; i < CALLS; i++) {
            points.firesInPekko(POINT, ONE_IN);
        }
        return points.counts().get(0).fired();
    }

    @Test
    void pointInPekko_whoseActivationAloneIsSet_firesAsOftenAsItSays() {
        assertThat(fired(Ratio.of(1, 1), null, Ratio.of(0, 1))).isBetween(1L, 40L);
    }

    @Test
    void pointInPekko_whoseFiringAloneIsSet_isActiveAsTheFamilySays() {
        assertThat(fired(null, Ratio.of(1, 1), Ratio.of(1, 1))).isEqualTo(CALLS);
        assertThat(fired(null, Ratio.of(1, 1), Ratio.of(0, 1))).isZero();
    }

    @Test
    void knob_thatHasOtherBoundsElsewhere_isNotDrawnAnew() {
        Points points = points();
        points.begin(new PointSettings(true, Ratio.of(1, 1), Ratio.of(1, 4), Map.of()), name -> {});
        long drawn = points.knob("batch", 5, 1, 10);

        for (int i = 0; i < 10; i++) {
            assertThat(points.knob("batch", 500, 100, 1_000)).isEqualTo(100);
            assertThat(points.knob("batch", 5, 1, 10)).isEqualTo(drawn);
        }
        assertThat(points.counts().get(0).fired()).isEqualTo(1);
    }

    /** What it would ask of Pekko's objects may take long. */
    @Test
    void pointInPekko_thatIsNotActive_isNotAskedWhetherItIsPossible() {
        Points points = points();
        points.beginInPekko(Ratio.of(0, 1));
        AtomicInteger asked = new AtomicInteger();
        for (int i = 0; i < 3; i++) {
            points.firesInPekko(POINT, ONE_IN, () -> asked.incrementAndGet() > 0);
        }

        assertThat(asked).hasValue(1); // until it is possible once, nothing is drawn
        assertThat(points.counts().get(0).reached()).isEqualTo(3);
    }

    /**
     * That it is both is refused when the body of the run has ended; until then the application
     * must not meet an exception.
     */
    @Test
    void messageOfTwoKinds_isCountedAllTheSame() {
        Engine engine = new Engine(1, Limits.DEFAULT);
        RunPoints asked = new RunPoints(engine.points(), engine.properties());
        asked.state("always", true, "fits", null);
        asked.compare("alwaysLessThan", 1L, 2L, "fits", null);

        assertThat(engine.properties().counts())
                .singleElement()
                .satisfies(fits -> assertThat(fits.passes()).isEqualTo(2));
    }
}
