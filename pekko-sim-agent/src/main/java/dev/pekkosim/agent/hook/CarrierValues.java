// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.agent.hook;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The values of a {@code ThreadLocal} on carriers, kept by the object that the {@code ThreadLocal}
 * belongs to. A carrier outlives the nodes whose steps it runs; a value that refers to its
 * {@code ThreadLocal} would stay with it.
 */
public final class CarrierValues {

    private @Nullable Thread[] carriers = new @Nullable Thread[4];
    private @Nullable Object[] values = new @Nullable Object[4];
    private int size;

    /** Makes an empty one. */
    public CarrierValues() {}

    /**
     * Replaces {@code ThreadLocal.get()}.
     *
     * @param local makes the value, and keeps it for threads that are no carriers
     * @param kept belongs to the same object as {@code local}
     */
    public static @Nullable Object get(ThreadLocal<?> local, CarrierValues kept) {
        return Thread.currentThread() instanceof SimThread carrier
                ? kept.get(carrier, local)
                : local.get();
    }

    private @Nullable Object get(SimThread carrier, ThreadLocal<?> local) {
        for (int i = 0; i < size; i++) {
            if (carriers[i] == carrier) {
                return values[i];
            }
        }
        Object made = local.get();
        local.remove();
        if (size == values.length) {
            carriers = Arrays.copyOf(carriers, 2 * size);
            values = Arrays.copyOf(values, 2 * size);
        }
        carriers[size] = carrier;
        values[size++] = made;
        return made;
    }
}
