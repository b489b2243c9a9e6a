// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.agent.hook;

import java.io.IOException;
import java.net.URL;
import java.util.Enumeration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The static methods that rewritten classes of Pekko and its libraries call. On a {@link SimThread}
 * each asks the simulation; on any other thread each does nothing. What stands in for the JDK is in
 * the other classes of this package.
 */
public final class SimHooks {

    private static volatile @Nullable SimRuntime runtime;

    private SimHooks() {}

    /**
     * Installs what Pekko's rewritten classes call. Until then they behave as if they were not
     * rewritten.
     *
     * @param installed the simulator's side of the hooks
     */
    public static void install(SimRuntime installed) {
        runtime = installed;
    }

    // ---- memo

    /**
     * The result of a pure function that {@link #remember} was told, or null if it is not known or
     * nothing is simulated.
     *
     * @param holder the object that holds it, immutable
     * @param other what else the function takes, immutable
     * @param function its name
     */
    public static @Nullable Object recall(Object holder, @Nullable Object other, String function) {
        Memo memo = memo(holder);
        return memo == null ? null : memo.get(function, other);
    }

    /**
     * Keeps the result of a pure function.
     *
     * @param result the result, immutable
     * @param holder the object that holds it, immutable
     * @param other what else the function takes, immutable
     * @param function its name
     */
    public static void remember(
            Object result, Object holder, @Nullable Object other, String function) {
        Memo memo = memo(holder);
        if (memo != null && other != null) {
            memo.put(function, other, result);
        }
    }

    /** As {@link #recall}, if the other object is a holder, too. */
    public static @Nullable Object recallMerge(
            Object holder, @Nullable Object other, String function) {
        return other instanceof MemoHolder ? recall(holder, other, function) : null;
    }

    /** As {@link #remember}, if the other object is a holder, too. */
    public static void rememberMerge(
            Object result, Object holder, @Nullable Object other, String function) {
        if (other instanceof MemoHolder) {
            remember(result, holder, other, function);
        }
    }

    private static @Nullable Memo memo(Object holder) {
        return Thread.currentThread() instanceof SimThread ? Memo.of(holder) : null;
    }

    /**
     * Whether {@link #checked(Object, Object, Object[])} was told the same; never when nothing is
     * simulated.
     */
    public static boolean isChecked(Object checked, @Nullable Object against, Object[] parts) {
        Memo memo = memo(checked);
        return memo != null && memo.get(List.of(parts), against) != null;
    }

    /** Keeps that a check of parts of an immutable object against another one passed. */
    public static void checked(Object checked, Object against, Object[] parts) {
        Memo memo = memo(checked);
        if (memo != null) {
            memo.put(List.of(parts), against, true);
        }
    }

    /**
     * Replaces {@link ClassLoader#getResources(String)} where the manifests of jars are searched
     * for their main attributes. Within a run the jars are opened once per class loader.
     *
     * @param loader whose class path is searched
     * @param name the name of manifests
     * @return the manifests, which can only be read
     */
    public static Enumeration<URL> manifests(ClassLoader loader, String name) throws IOException {
        if (!(Thread.currentThread() instanceof SimThread)) {
            return loader.getResources(name);
        }
        return RememberedManifest.of(loader, name);
    }

    // ---- Pekko

    /** Wraps the executor factory of a {@code Dispatcher} under construction. */
    public static Object executorFactory(Object factory, Object dispatcher) {
        SimRuntime r = runtime;
        return r == null ? factory : r.executorFactory(dispatcher, factory);
    }

    /** Begins the constructor of {@code ActorSystemImpl}: the configuration that it takes. */
    public static Object systemConfig(String name, Object config) {
        SimRuntime r = runtime;
        return r == null ? config : r.systemConfig(name, config);
    }

    /** Begins the start of a typed guardian, in its actor: the behaviour that it has. */
    public static Object guardian(Object behavior) {
        SimRuntime r = runtime;
        return r == null ? behavior : r.guardian(behavior);
    }

    /** The class of the actor behind {@code IO(Tcp)}, or the one of Pekko. */
    static Class<?> tcpManager(Class<?> pekkos) {
        SimRuntime r = runtime;
        return r == null ? pekkos : r.tcpManager(pekkos);
    }

    /** The address of a host of the run that this thread is in; null if there is no such host. */
    static byte @Nullable [] addressOf(String host) {
        SimRuntime r = runtime;
        return r == null ? null : r.addressOf(host);
    }

    /** The host of the run that this thread is in that has an address; null if none has. */
    static @Nullable String hostAt(byte[] address) {
        SimRuntime r = runtime;
        return r == null ? null : r.hostAt(address);
    }

    /** The host of the node that this thread works for; null if it works for none. */
    static @Nullable String thisHost() {
        SimRuntime r = runtime;
        return r == null ? null : r.thisHost();
    }

    /** Makes the remote transport of a simulated actor system; null for a real one. */
    public static @Nullable Object transport(Object system, Object provider) {
        SimRuntime r = runtime;
        return r == null ? null : r.transport(system, provider);
    }

    /** Ends {@code PromiseActorRef.apply}, which makes what takes the answer to an ask. */
    public static void asked(Object promise, Object timeout, @Nullable Object target) {
        SimRuntime r = runtime;
        if (r != null && Thread.currentThread() instanceof SimThread) {
            r.asked(promise, timeout, target);
        }
    }

    /** The actor that asks for what this step does, or null if none is known. */
    static @Nullable String asker() {
        SimRuntime r = runtime;
        return r == null ? null : r.asker();
    }

    /** Whether an actor system is that of a node. */
    static boolean isOfNode(Object system) {
        SimRuntime r = runtime;
        return r != null && r.isOfNode(system);
    }

    /** The name of an actor system. */
    static String nameOf(Object system) {
        SimRuntime r = runtime;
        return r == null ? system.toString() : r.nameOf(system);
    }

    /** Begins {@code Dispatcher.dispatch} and {@code Dispatcher.systemDispatch}. */
    public static void dispatching(Object dispatcher, Object receiver, Object message) {
        SimRuntime r = runtime;
        if (r != null) {
            r.dispatching(dispatcher, receiver, message);
        }
    }

    /**
     * Begins methods that a point leaves out.
     *
     * @param name the point's name
     * @param oneIn in how many calls it fires once while it is active
     * @param self the object whose method it is
     * @param argument the argument that the point looks at, or null
     * @param onlyFor the name of the class that the argument must have, or null for any
     * @return whether the method is left out
     */
    public static boolean pointFires(
            String name,
            int oneIn,
            Object self,
            @Nullable Object argument,
            @Nullable String onlyFor) {
        SimRuntime r = fires(name, oneIn, self, argument, onlyFor);
        if (r == null) {
            return false;
        }
        r.leftOut(name, self, argument);
        return true;
    }

    /** Begins methods that a point lets fail; see {@link #pointFires}. */
    public static boolean pointThrows(
            String name,
            int oneIn,
            Object self,
            @Nullable Object argument,
            @Nullable String onlyFor) {
        if (pointFires(name, oneIn, self, argument, onlyFor)) {
            throw new IllegalStateException("the point " + name + " fires");
        }
        return false;
    }

    /** Begins methods of which a point changes an argument; see {@link #pointFires}. */
    public static @Nullable Object pointArgument(
            String name,
            int oneIn,
            Object self,
            @Nullable Object argument,
            @Nullable String onlyFor) {
        SimRuntime r = argument == null ? null : fires(name, oneIn, self, argument, onlyFor);
        return r == null || argument == null ? argument : r.pointArgument(name, self, argument);
    }

    /** Whose point fires; null if it does not. */
    private static @Nullable SimRuntime fires(
            String name,
            int oneIn,
            Object self,
            @Nullable Object argument,
            @Nullable String onlyFor) {
        SimPoints points = pointsFor(argument, onlyFor);
        SimRuntime r = runtime;
        return points != null
                        && r != null
                        && points.isOnInPekko()
                        && points.firesInPekko(name, oneIn, () -> r.mayFire(name, self, argument))
                ? r
                : null;
    }

    private static @Nullable SimPoints pointsFor(
            @Nullable Object argument, @Nullable String onlyFor) {
        if (!(Thread.currentThread() instanceof SimThread thread)) {
            return null;
        }
        return onlyFor == null
                        || (argument != null && argument.getClass().getName().equals(onlyFor))
                ? thread.points()
                : null;
    }

    /**
     * Ends {@code MessageSerializer.serializeForArtery} and {@code deserializeForArtery} by an
     * exception.
     */
    public static void serializationFailed(Object serialization, Object subject, Throwable cause) {
        SimRuntime r = runtime;
        if (r != null) {
            r.serializationFailed(serialization, subject, cause);
        }
    }

    /** Begins {@code ActorCell.handleInvokeFailure}. */
    public static void actorFailed(Object cell, Object survivors, Throwable thrown) {
        SimRuntime r = runtime;
        if (r != null) {
            r.actorFailed(cell, thrown);
        }
    }

    /** Begins the question of a typed actor's supervision whether it is there for an exception. */
    public static void supervised(Object supervisor, Throwable thrown) {
        SimRuntime r = runtime;
        if (r != null) {
            r.actorFailed(null, thrown);
        }
    }
}
