// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.testkit.cluster;

import com.typesafe.config.Config;
import dev.pekkosim.dispatcher.SettingReader;
import dev.pekkosim.engine.Internal;
import java.time.Duration;
import java.util.List;

/**
 * The settings of a cluster under {@code pekko.sim.cluster}; {@code reference.conf} says what each
 * means.
 *
 * @param startWithin until all nodes are Up at first
 * @param convergeWithin until all nodes are Up after heal
 * @param buffersDrain whether the buffers of sharding must become empty after heal
 * @param workloadWithin from the call of {@code awaitDone} until the workload is done
 * @param answerWithin until the body has the answer to what it asks, unless it says another bound
 * @param restartAfterMin shortest time until the platform restarts a node that ended by itself
 * @param restartAfterMax longest time until it does
 * @param exitIsCrash whether an application may end the JVM of its node
 * @param formNewAfter until a node forms a new cluster when none is left
 * @hidden
 */
@Internal
public record ClusterSettings(
        Duration startWithin,
        Duration convergeWithin,
        boolean buffersDrain,
        Duration workloadWithin,
        Duration answerWithin,
        Duration restartAfterMin,
        Duration restartAfterMax,
        boolean exitIsCrash,
        Duration formNewAfter) {

    /**
     * Reads them.
     *
     * @param config has the references of all modules in it
     * @throws SimSetupException if one is missing or wrong
     */
    static ClusterSettings of(Config config) {
        try {
            SettingReader cluster = new SettingReader(config, "pekko.sim.cluster");
            cluster.requireOrder("restart-after-min", "restart-after-max");
            return new ClusterSettings(
                    cluster.positiveDuration("start-within"),
                    cluster.positiveDuration("converge-within"),
                    cluster.flag("buffers-drain"),
                    cluster.positiveDuration("workload-within"),
                    cluster.positiveDuration("answer-within"),
                    cluster.duration("restart-after-min"),
                    cluster.duration("restart-after-max"),
                    cluster.oneOf("on-exit", List.of("fail", "crash")).equals("crash"),
                    cluster.duration("form-new-after"));
        } catch (IllegalArgumentException e) {
            throw new SimSetupException(String.valueOf(e.getMessage()));
        }
    }
}
