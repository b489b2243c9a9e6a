// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.transport;

import com.typesafe.config.Config;
import dev.pekkosim.dispatcher.SimSystems;
import org.apache.pekko.remote.RemoteActorRefProvider;

/**
 * Gives simulated actor systems the simulated wire.
 *
 * @since 0.1.0
 */
public final class SimTransport {

    private SimTransport() {}

    /**
     * Makes every simulated actor system that is started from now on use it. Doing it again does
     * nothing.
     */
    public static void install() {
        SimSystems.transportFactory((system, provider) ->
                new SimArteryTransport(system, (RemoteActorRefProvider) provider));
        SimSystems.tcpManager(SimTcpManager.class);
    }

    /**
     * Checks the section {@code pekko.sim.network}.
     *
     * @param config has the references of all modules in it
     * @throws IllegalArgumentException if a setting is wrong
     */
    public static void requireSettings(Config config) {
        NetworkConfig.read(config);
    }
}
