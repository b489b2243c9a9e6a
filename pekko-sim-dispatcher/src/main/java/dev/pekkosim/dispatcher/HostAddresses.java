// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.dispatcher;

import dev.pekkosim.engine.Internal;
import dev.pekkosim.engine.run.Engine;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The addresses of the hosts of a run, which are in a private network (RFC 1918): 10.0.0.1 is that
 * of the first, and so on.
 *
 * @hidden
 */
@Internal
public final class HostAddresses {

    private static final byte NETWORK = 10;

    private final Map<String, byte[]> addresses = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

    private HostAddresses() {}

    /** Those of a run. */
    public static HostAddresses of(Engine engine) {
        return engine.service(HostAddresses.class, any -> new HostAddresses());
    }

    /**
     * Gives a host the next address, if it has none.
     *
     * @param host its name
     */
    public void add(String host) {
        int number = addresses.size() + 1;
        addresses.putIfAbsent(
                host,
                new byte[] {NETWORK, (byte) (number >> 16), (byte) (number >> 8), (byte) number});
    }

    byte @Nullable [] addressOf(String host) {
        byte[] address = addresses.get(host);
        return address == null ? null : address.clone();
    }

    @Nullable
    String hostAt(byte[] address) {
        return addresses.entrySet().stream()
                .filter(host -> Arrays.equals(host.getValue(), address))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(null);
    }
}
