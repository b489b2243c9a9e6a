// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.testkit.cluster;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigValueType;
import dev.pekkosim.buggify.Ratio;
import dev.pekkosim.engine.Internal;
import dev.pekkosim.engine.decision.DecisionStream;
import dev.pekkosim.engine.decision.Decisions;
import dev.pekkosim.engine.decision.Purpose;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Settings that a run draws instead of taking the application's: each of them with an even chance,
 * from a range that Pekko documents or that production systems use. All nodes of a run have the
 * same.
 *
 * @hidden
 */
@Internal
public final class KnobSwarm {

    private static final Ratio HALF = Ratio.of(1, 2);
    private static final String CLUSTER = "pekko.cluster.";
    private static final String DETECTOR = CLUSTER + "failure-detector.";
    private static final String SBR = CLUSTER + "split-brain-resolver.";
    private static final String STRATEGY = SBR + "active-strategy";
    private static final String STATIC_QUORUM = "static-quorum";
    private static final String QUORUM_SIZE = SBR + "static-quorum.quorum-size";
    private static final String SHARDING = CLUSTER + "sharding.";
    private static final String ARTERY = "pekko.remote.artery.advanced.";

    /** All of them. */
    static final List<Knob> ALL = List.of(
            Knob.millis(CLUSTER + "gossip-interval", 200, 2_000),
            Knob.millis(CLUSTER + "leader-actions-interval", 200, 2_000),
            Knob.millis(CLUSTER + "unreachable-nodes-reaper-interval", 500, 2_000),
            Knob.millis(CLUSTER + "retry-unsuccessful-join-after", 2_000, 10_000),
            Knob.oneOf(CLUSTER + "allow-weakly-up-members", "off", "3 s", "7 s", "30 s"),
            Knob.millis(DETECTOR + "heartbeat-interval", 500, 1_500),
            Knob.millis(DETECTOR + "acceptable-heartbeat-pause", 2_000, 10_000),
            Knob.millis(DETECTOR + "expected-response-after", 500, 3_000),
            Knob.number(DETECTOR + "monitored-by-nr-of-members", 2, 9),
            Knob.oneOf(STRATEGY, "keep-majority", "keep-oldest", "down-all", STATIC_QUORUM),
            Knob.millis(SBR + "stable-after", 3_000, 20_000),
            Knob.oneOf(SBR + "down-all-when-unstable", "on", "off"),
            Knob.oneOf(SHARDING + "state-store-mode", "ddata", "persistence"),
            Knob.number(SHARDING + "buffer-size", 10, 100_000),
            Knob.millis(SHARDING + "handoff-timeout", 5_000, 60_000),
            Knob.millis(SHARDING + "rebalance-interval", 1_000, 10_000),
            Knob.millis(SHARDING + "retry-interval", 500, 2_000),
            Knob.millis(SHARDING + "shard-start-timeout", 2_000, 10_000),
            Knob.millis(SHARDING + "entity-restart-backoff", 1_000, 10_000),
            Knob.number(
                    SHARDING + "least-shard-allocation-strategy.rebalance-absolute-limit", 0, 10),
            Knob.oneOf(
                    SHARDING + "least-shard-allocation-strategy.rebalance-relative-limit",
                    "0.1",
                    "0.3",
                    "1.0"),
            Knob.number(ARTERY + "inbound-lanes", 1, 4),
            Knob.number(ARTERY + "outbound-lanes", 1, 3),
            Knob.number(ARTERY + "outbound-message-queue-size", 256, 4_096),
            Knob.number(ARTERY + "outbound-control-queue-size", 5_000, 20_000),
            Knob.millis(ARTERY + "handshake-timeout", 5_000, 20_000),
            Knob.millis(ARTERY + "handshake-retry-interval", 500, 2_000),
            Knob.millis(ARTERY + "inject-handshake-interval", 500, 2_000),
            Knob.millis(ARTERY + "system-message-resend-interval", 200, 2_000),
            Knob.millis(ARTERY + "give-up-system-message-after", 600_000, 21_600_000),
            Knob.millis(ARTERY + "stop-idle-outbound-after", 10_000, 300_000),
            Knob.millis(ARTERY + "outbound-restart-backoff", 100, 2_000),
            Knob.millis(ARTERY + "tcp.connection-timeout", 1_000, 10_000),
            Knob.number("pekko.actor.default-dispatcher.throughput", 1, 50),
            Knob.number("pekko.actor.internal-dispatcher.throughput", 1, 50));

    /** No knob is drawn: the application's settings. */
    public static final KnobSwarm NONE = new KnobSwarm(Map.of());

    private final Map<String, Object> drawn;

    private KnobSwarm(Map<String, Object> drawn) {
        this.drawn = drawn;
    }

    /**
     * Draws the knobs of a run. Each has a stream of its own, so that a new one shifts no other.
     *
     * @param application its keys say which parts of Pekko there are
     * @param members how many members the cluster has
     */
    static KnobSwarm draw(Decisions decisions, Config application, int members) {
        Map<String, Object> drawn = new LinkedHashMap<>();
        for (Knob knob : ALL) {
            DecisionStream draws = decisions.stream(Purpose.KNOBS, knob.key());
            if (application.hasPath(knob.key()) && draws.chance(HALF)) {
                drawn.put(knob.key(), knob.draw().from(draws));
            }
        }
        if (STATIC_QUORUM.equals(drawn.get(STRATEGY)) && !isNumber(application, QUORUM_SIZE)) {
            drawn.put(QUORUM_SIZE, members / 2 + 1); // which has no default
        }
        return new KnobSwarm(drawn);
    }

    private static boolean isNumber(Config application, String key) {
        return application.hasPath(key)
                && application.getValue(key).valueType() == ConfigValueType.NUMBER;
    }

    /** The drawn settings. */
    Config config() {
        return ConfigFactory.parseMap(drawn);
    }

    /** What was drawn, for the report. */
    public List<String> describe() {
        List<String> lines = new ArrayList<>();
        drawn.forEach((key, value) -> lines.add(key + " = " + value));
        return lines;
    }
}
