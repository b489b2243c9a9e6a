package dev.pekkosim.testkit.faults;

import dev.pekkosim.engine.Ratio;
import dev.pekkosim.testkit.spi.FaultContext;
import dev.pekkosim.testkit.spi.FaultFamily;

/** Lets the buggify points in Pekko fire until the cluster heals; which of them are active is drawn for each run. */
final class PekkoPoints implements FaultFamily {

    private final String name;

    PekkoPoints(String name) {
        this.name = name;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void start(FaultContext context) {
        Ratio activation = switch (context.intensity()) {
            case RARE -> Ratio.of(1, 8);
            case NORMAL -> Ratio.of(1, 2);
            case FREQUENT -> Ratio.of(1, 1);
        };
        context.cluster().engine().points().beginInPekko(activation);
    }
}
