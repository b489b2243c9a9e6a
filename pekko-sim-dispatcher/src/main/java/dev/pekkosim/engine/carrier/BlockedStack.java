// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.engine.carrier;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Tells whether the end of a thread that waits would be noticed. The thread ends by an error, and
 * what catches every error, as {@code finally} does, would go on in the name of a node that has
 * died.
 */
final class BlockedStack {

    private static final String LAMBDA = "$$Lambda";

    /** A worker that has no task only leaves its pool. */
    private static final String POOL = "java.util.concurrent.ThreadPoolExecutor";

    /**
     * The engine's own classes that a step may wait in; they know of such an end. By name, since
     * they are above.
     */
    static final Set<String> OWN = Set.of(
            "dev.pekkosim.engine.carrier.AppThread",
            "dev.pekkosim.engine.carrier.BatonWait",
            "dev.pekkosim.engine.carrier.Carrier",
            "dev.pekkosim.engine.carrier.Carriers",
            "dev.pekkosim.engine.carrier.PoolTasks",
            "dev.pekkosim.engine.carrier.StepThread",
            "dev.pekkosim.engine.run.Loop");

    /**
     * Beginnings of the names of classes that catch, and are harmless all the same: the JDK's
     * queues only take the thread out, and Pekko and Scala's futures pass on what the JVM itself
     * throws.
     */
    private static final String[] HARMLESS = {
        "dev.pekkosim.agent.hook.",
        "java.lang.Object",
        "java.util.concurrent.locks.",
        "java.util.concurrent.ArrayBlockingQueue",
        "java.util.concurrent.CyclicBarrier",
        "java.util.concurrent.DelayQueue",
        "java.util.concurrent.Exchanger",
        "java.util.concurrent.LinkedBlocking",
        "java.util.concurrent.LinkedTransferQueue",
        "java.util.concurrent.PriorityBlockingQueue",
        "java.util.concurrent.ScheduledThreadPoolExecutor$DelayedWorkQueue",
        "java.util.concurrent.SynchronousQueue",
        "java.util.TimerThread",
        "org.apache.pekko.",
        "scala.concurrent.",
    };

    /** What is known of classes, by name. */
    private static final Map<String, CatchingMethods> KNOWN = new ConcurrentHashMap<>();

    private BlockedStack() {}

    /**
     * Whether no method on a stack would notice.
     *
     * @param stack of a thread that waits
     * @param loader finds the files of the classes on it, null for the system class loader
     */
    static boolean isUnnoticed(StackTraceElement[] stack, @Nullable ClassLoader loader) {
        String inner = "";
        for (StackTraceElement frame : stack) {
            String type = frame.getClassName();
            String method = frame.getMethodName();
            boolean isIdleWorker = type.equals(POOL) && inner.equals("getTask");
            if (!isIdleWorker && !isHarmless(type) && methods(type, loader).contain(method)) {
                return false;
            }
            inner = method;
        }
        return stack.length > 0;
    }

    private static boolean isHarmless(String type) {
        if (type.contains(LAMBDA) || OWN.contains(type)) {
            return true; // the JVM makes lambdas, and they only call
        }
        for (String beginning : HARMLESS) {
            if (type.startsWith(beginning)) {
                return true;
            }
        }
        return false;
    }

    private static CatchingMethods methods(String type, @Nullable ClassLoader loader) {
        return KNOWN.computeIfAbsent(type, name -> read(name, loader));
    }

    private static CatchingMethods read(String type, @Nullable ClassLoader loader) {
        ClassLoader asked = loader == null ? ClassLoader.getSystemClassLoader() : loader;
        try (InputStream file = asked.getResourceAsStream(type.replace('.', '/') + ".class")) {
            return file == null
                    ? CatchingMethods.ALL
                    : CatchingMethods.read(new DataInputStream(file));
        } catch (IOException e) {
            return CatchingMethods.ALL;
        }
    }
}
