// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.benchmarks;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The machine and the JVM, also inside a run, where the agent would send a plain call to what is
 * simulated.
 */
final class Machine {

    private static final MethodHandle NANO_TIME =
            handle(System.class, "nanoTime", MethodType.methodType(long.class));

    private static final MethodHandle CURRENT_THREAD =
            handle(Thread.class, "currentThread", MethodType.methodType(Thread.class));

    private Machine() {}

    private static MethodHandle handle(Class<?> owner, String name, MethodType type) {
        try {
            return MethodHandles.publicLookup().findStatic(owner, name, type);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    static long nanos() {
        try {
            return (long) NANO_TIME.invokeExact();
        } catch (Throwable e) {
            throw new IllegalStateException("System.nanoTime cannot be called", e);
        }
    }

    static Thread thread() {
        try {
            return (Thread) CURRENT_THREAD.invokeExact();
        } catch (Throwable e) {
            throw new IllegalStateException("Thread.currentThread cannot be called", e);
        }
    }

    static int cores() {
        return Runtime.getRuntime().availableProcessors();
    }

    /** What figures depend on. */
    static Map<String, Object> facts() {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("cores", cores());
        facts.put("java", System.getProperty("java.version", "?"));
        facts.put("collector", collector(names()));
        facts.put("os", System.getProperty("os.name", "?"));
        return facts;
    }

    private static List<String> names() {
        return ManagementFactory.getGarbageCollectorMXBeans().stream()
                .map(GarbageCollectorMXBean::getName)
                .toList();
    }

    /** The collector whose beans have these names. */
    static String collector(List<String> names) {
        if (names.contains("Copy")) {
            return "Serial GC";
        }
        return names.contains("PS Scavenge") ? "Parallel GC" : names.get(0);
    }
}
