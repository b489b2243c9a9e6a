// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.persistence;

import com.typesafe.config.Config;
import dev.pekkosim.dispatcher.SettingReader;
import dev.pekkosim.engine.Internal;
import java.util.List;

/**
 * The settings of the stores that belong to the simulated cluster.
 *
 * @hidden
 */
@Internal
public final class StoreSettings {

    private StoreSettings() {}

    /**
     * Checks them.
     *
     * @param config has the references of all modules in it
     * @throws IllegalArgumentException if a setting is wrong
     */
    public static void require(Config config) {
        for (String plugin :
                List.of("pekko.sim.cluster-journal", "pekko.sim.cluster-snapshot-store")) {
            Latency.read(new SettingReader(config, plugin));
        }
    }
}
