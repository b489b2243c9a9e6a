package com.acme.points;

import dev.pekkosim.buggify.Buggify;
import dev.pekkosim.buggify.Ratio;
import java.time.Duration;
import java.util.List;

/** Every method of {@code Buggify}; a test asserts the lines. */
public final class EveryPoint {

    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final List<String> OPTIONS = List.of("usual", "other");

    private EveryPoint() {}

    /** Calls each with a name. */
    public static String named() {
        return "" + Buggify.buggify("fires") // 18
                + Buggify.buggify(Ratio.TENTH, "fires seldom")
                + Buggify.rarely("fires rarely")
                + Buggify.knob(5, 1, 10, "int")
                + Buggify.knob(5L, 1L, 10L, "long")
                + Buggify.delay(SECOND, "delay")
                + Buggify.choice(OPTIONS, "choice");
    }

    /** Calls each without a name. */
    public static String unnamed() {
        return "" + Buggify.buggify() // 29
                + Buggify.buggify(Ratio.TENTH)
                + Buggify.rarely()
                + Buggify.knob(5, 1, 10)
                + Buggify.knob(5L, 1L, 10L)
                + Buggify.delay(SECOND)
                + Buggify.choice(OPTIONS);
    }
}
