// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.testkit.faults;

import dev.pekkosim.buggify.Ratio;
import dev.pekkosim.engine.point.Points;
import dev.pekkosim.engine.run.Engine;
import dev.pekkosim.testkit.spi.FaultContext;
import dev.pekkosim.testkit.spi.FaultFamily;
import dev.pekkosim.transport.net.Passage;
import dev.pekkosim.transport.net.SimNetwork;
import dev.pekkosim.transport.net.Verdict;
import java.time.Duration;
import java.util.Map;

/**
 * Lets the buggify points in Pekko fire until the cluster heals; which of them are active is drawn
 * for each run. Those of the wire are here, as a rule of the network.
 */
final class PekkoPoints implements FaultFamily {

    private static final String RESET = "pekko.remoting.connection.reset";
    private static final String HANDSHAKE = "pekko.remoting.handshake.reset";
    private static final String REFUSED = "pekko.remoting.connect.refused";
    private static final String SLOW = "pekko.remoting.connect.slow";
    private static final String LATE = "pekko.remoting.frame.late";

    /** The points of the wire: the name of each, with the real event that it models. */
    static final Map<String, String> OF_WIRE = Map.of(
            RESET, "a middlebox that lost its state, or an idle limit of one",
            HANDSHAKE, "a proxy that accepts, finds nobody behind it, and resets",
            REFUSED, "a listener whose backlog is full, or that is not there yet",
            SLOW, "SYN packets that are lost and sent again",
            LATE, "a packet that is lost and sent again, a queue in a switch");

    private static final long MOST_SLOW_NANOS = Duration.ofSeconds(10).toNanos();
    private static final long MOST_LATE_NANOS = Duration.ofSeconds(2).toNanos();

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
            case RARE -> Ratio.of(1, 16);
            case NORMAL -> Ratio.of(1, 4);
            case FREQUENT -> Ratio.of(1, 2);
        };
        Engine engine = Engine.current();
        if (engine == null) {
            throw new IllegalStateException("points in Pekko begin within a run only");
        }
        Points points = engine.points();
        points.beginInPekko(activation);
        SimNetwork.of(engine).install(name, passage -> judge(points, passage));
    }

    private static Verdict judge(Points points, Passage passage) {
        return passage.kind() == Passage.Kind.CONNECT
                ? judgeConnect(points)
                : judgeFrame(points, passage);
    }

    private static Verdict judgeConnect(Points points) {
        if (points.firesInPekko(REFUSED, 4)) {
            return Verdict.REFUSE;
        }
        return points.firesInPekko(SLOW, 4)
                ? Verdict.delay(points.latenessNanos(SLOW, MOST_SLOW_NANOS))
                : Verdict.PASS;
    }

    private static Verdict judgeFrame(Points points, Passage passage) {
        // The first frame of a connection asks for a handshake.
        if (passage.isFirst()
                ? points.firesInPekko(HANDSHAKE, 4)
                : points.firesInPekko(RESET, 2_000)) {
            return Verdict.RESET;
        }
        return points.firesInPekko(LATE, 500)
                ? Verdict.delay(points.latenessNanos(LATE, MOST_LATE_NANOS))
                : Verdict.PASS;
    }
}
