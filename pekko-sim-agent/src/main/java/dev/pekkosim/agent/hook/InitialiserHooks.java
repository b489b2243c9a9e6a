// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.agent.hook;

import java.util.ArrayList;
import java.util.List;

/**
 * What begins and ends static initialisers, so that a carrier knows which are under way on it; see
 * {@link Initialisers}.
 */
public final class InitialiserHooks {

    private InitialiserHooks() {}

    /**
     * Begins a static initialiser.
     *
     * @param className of its class
     */
    public static void begin(String className) {
        if (Thread.currentThread() instanceof SimThread t) {
            t.initialisers().begin(className);
        }
    }

    /**
     * Ends a static initialiser, also if it ends by an exception.
     *
     * @param className of its class
     */
    public static void end(String className) {
        if (Thread.currentThread() instanceof SimThread t) {
            t.initialisers().end(className);
        }
    }

    /**
     * Which classes may yet be initialised. Called by the agent, whose transformers did not see
     * them.
     *
     * @param loaded classes that are loaded
     */
    public static Class<?>[] uninitialised(Class<?>[] loaded) {
        List<Class<?>> found = new ArrayList<>();
        for (Class<?> type : loaded) {
            if (!type.isArray() && !type.isHidden() && RawMemory.shouldBeInitialized(type)) {
                found.add(type);
            }
        }
        return found.toArray(new Class<?>[0]);
    }
}
