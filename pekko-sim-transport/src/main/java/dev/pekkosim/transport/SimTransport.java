package dev.pekkosim.transport;

import dev.pekkosim.dispatcher.SimSystems;
import org.apache.pekko.remote.RemoteActorRefProvider;

/** Gives simulated actor systems the simulated wire. */
public final class SimTransport {

    private SimTransport() {}

    /** Makes every simulated actor system that is started from now on use it. Doing it again does nothing. */
    public static void install() {
        SimSystems.transportFactory((system, provider) ->
                new SimArteryTransport(system, (RemoteActorRefProvider) provider));
    }
}
