// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.cli;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/**
 * The machine's clock, also inside a run, where the agent would send a plain call to the virtual
 * one.
 */
final class MachineClock {

    private static final MethodHandle NANO_TIME = nanoTime();

    private MachineClock() {}

    static long nanos() {
        try {
            return (long) NANO_TIME.invokeExact();
        } catch (Throwable e) {
            throw new IllegalStateException("System.nanoTime cannot be called", e);
        }
    }

    private static MethodHandle nanoTime() {
        try {
            return MethodHandles.publicLookup()
                    .findStatic(System.class, "nanoTime", MethodType.methodType(long.class));
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }
}
