// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.agent;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The table of JDK classes that are rewritten, in place and with no member added. Most only compute
 * deadlines for a caller who waits: they mix their clock with {@code parkNanos}, which is virtual,
 * so their clock must be virtual too.
 *
 * <p>One JDK or the other lacks some of the classes: 17 to 25 are covered.
 */
final class JdkTargets {

    private static final String LANG = "java/lang/";
    private static final String UTIL = "java/util/";
    private static final String CONCURRENT = UTIL + "concurrent/";
    private static final String LOCKS = CONCURRENT + "locks/";
    private static final String THREAD = LANG + "Thread";
    private static final String FORK_JOIN_POOL = CONCURRENT + "ForkJoinPool";
    private static final String FORK_JOIN_TASK = CONCURRENT + "ForkJoinTask";

    /**
     * Classes that read a clock and keep the machine's. The first waits in a thread of its own that
     * no run owns, and is not used on a carrier; the other only reads it to seed itself.
     */
    static final Set<String> LEFT_ALONE =
            Set.of(CONCURRENT + "DelayScheduler", CONCURRENT + "ThreadLocalRandom");

    private static final Map<String, JdkClass> CLASSES = new HashMap<>();

    /**
     * What is rewritten in a class.
     *
     * @param calls the treatments whose call sites are
     * @param targets the places that get a hook
     */
    private record JdkClass(Set<Treatment> calls, List<MethodTarget> targets) {}

    static {
        deadlines();
        clocks();
        parking();
        threads();
        forkJoin();
        monitors();
        hashTables();
        immutableCollections();
        secureRandom();
        for (MethodTarget target : OutsideTargets.all()) {
            add(target);
        }
    }

    private JdkTargets() {}

    private static void deadlines() {
        for (String name : List.of(
                CONCURRENT + "AbstractExecutorService",
                CONCURRENT + "CompletableFuture",
                CONCURRENT + "CompletableFuture$Signaller",
                CONCURRENT + "Exchanger",
                FORK_JOIN_POOL,
                FORK_JOIN_TASK,
                CONCURRENT + "FutureTask",
                CONCURRENT + "LinkedTransferQueue",
                CONCURRENT + "LinkedTransferQueue$DualNode",
                CONCURRENT + "Phaser$QNode",
                CONCURRENT + "ScheduledThreadPoolExecutor",
                CONCURRENT + "ScheduledThreadPoolExecutor$ScheduledFutureTask",
                CONCURRENT + "SubmissionPublisher$BufferedSubscription",
                CONCURRENT + "SynchronousQueue$TransferQueue",
                CONCURRENT + "SynchronousQueue$TransferStack",
                CONCURRENT + "ThreadPerTaskExecutor",
                LOCKS + "AbstractQueuedLongSynchronizer",
                LOCKS + "AbstractQueuedLongSynchronizer$ConditionObject",
                LOCKS + "AbstractQueuedSynchronizer",
                LOCKS + "AbstractQueuedSynchronizer$ConditionObject",
                LOCKS + "StampedLock")) {
            calls(name, Treatment.CLOCKS);
        }
    }

    private static void clocks() {
        for (String name : List.of(
                "java/time/Clock$SystemClock",
                "java/time/Clock$SystemInstantSource",
                UTIL + "Calendar",
                UTIL + "Date",
                UTIL + "GregorianCalendar",
                "sun/util/locale/provider/CalendarProviderImpl")) {
            calls(name, Treatment.CLOCKS);
        }
        add(BodyHook.ofStatic(
                Treatment.CLOCKS,
                "java/time/Clock",
                "currentInstant",
                "()Ljava/time/Instant;",
                "currentInstant"));
    }

    private static void parking() {
        Treatment t = Treatment.WAITING;
        String owner = LOCKS + "LockSupport";
        add(BodyHook.ofStatic(t, owner, "park", "()V", "park"));
        add(BodyHook.ofStatic(t, owner, "park", "(Ljava/lang/Object;)V", "park"));
        add(BodyHook.ofStatic(t, owner, "parkNanos", "(J)V", "parkNanos"));
        add(BodyHook.ofStatic(t, owner, "parkNanos", "(Ljava/lang/Object;J)V", "parkNanos"));
        add(BodyHook.ofStatic(t, owner, "parkUntil", "(J)V", "parkUntil"));
        add(BodyHook.ofStatic(t, owner, "parkUntil", "(Ljava/lang/Object;J)V", "parkUntil"));
        add(BodyHook.ofStatic(t, owner, "unpark", "(Ljava/lang/Thread;)V", "unpark"));
        add(BodyHook.before(
                t,
                LOCKS + "AbstractOwnableSynchronizer",
                "setExclusiveOwnerThread",
                "(L" + THREAD + ";)V",
                "lockChanges"));
        for (String name : List.of(
                CONCURRENT + "CompletableFuture",
                CONCURRENT + "Exchanger",
                CONCURRENT + "FutureTask",
                CONCURRENT + "LinkedTransferQueue",
                CONCURRENT + "SynchronousQueue",
                LOCKS + "AbstractQueuedLongSynchronizer",
                LOCKS + "AbstractQueuedLongSynchronizer$ConditionObject",
                LOCKS + "AbstractQueuedSynchronizer",
                LOCKS + "AbstractQueuedSynchronizer$ConditionObject")) {
            add(new InterruptHook(name));
        }
    }

    private static void threads() {
        Treatment t = Treatment.THREADS;
        add(BodyHook.of(t, THREAD, "start", "()V", "startThread"));
        add(BodyHook.of(t, THREAD, "interrupt", "()V", "interrupt"));
        add(BodyHook.of(t, THREAD, "isInterrupted", "()Z", "isInterrupted"));
        add(BodyHook.of(
                t, THREAD, "getStackTrace", "()[L" + LANG + "StackTraceElement;", "stackTrace"));
        calls(CONCURRENT + "TimeUnit", t, Treatment.MONITORS, Treatment.WAITING);
        if (isVirtualThreadKnown()) {
            add(BodyHook.of(
                    t, THREAD, "start", "(Ljdk/internal/vm/ThreadContainer;)V", "startThread"));
            add(BodyHook.ofStatic(
                    t,
                    LANG + "ThreadBuilders",
                    "newVirtualThread",
                    "(Ljava/util/concurrent/Executor;Ljava/lang/String;ILjava/lang/Runnable;)L"
                            + THREAD + ";",
                    "virtualThread"));
            add(BodyHook.ofStatic(
                    Treatment.COUNTERS,
                    THREAD + "$ThreadNumbering",
                    "next",
                    "()I",
                    "threadNumber"));
        } else {
            add(BodyHook.ofStatic(
                    Treatment.COUNTERS, THREAD, "nextThreadNum", "()I", "threadNumber"));
        }
        add(new CounterHook("the JDK", CONCURRENT + "Executors$DefaultThreadFactory", "<init>", 1));
        add(new CounterHook("the JDK", UTIL + "Timer", "serialNumber", 0));
        String runtime = LANG + "Runtime";
        String hook = "(L" + THREAD + ";)";
        add(BodyHook.of(t, runtime, "addShutdownHook", hook + "V", "addShutdownHook"));
        add(BodyHook.of(t, runtime, "removeShutdownHook", hook + "Z", "removeShutdownHook"));
        // A worker that ends has the pool make another one.
        add(BodyHook.before(
                t,
                CONCURRENT + "ThreadPoolExecutor",
                "addWorker",
                "(L" + LANG + "Runnable;Z)Z",
                "addWorker"));
        // It tells its executor which thread has ended, by the thread that it finds itself on.
        calls(CONCURRENT + "ThreadPerTaskExecutor$TaskRunner", t);
        for (String name : List.of(UTIL + "Timer", UTIL + "TimerTask", UTIL + "TimerThread")) {
            calls(name, Treatment.CLOCKS, Treatment.MONITORS);
        }
    }

    private static boolean isVirtualThreadKnown() {
        return Runtime.version().feature() >= 21;
    }

    private static void forkJoin() {
        Treatment t = Treatment.FORK_JOIN;
        String task = "L" + FORK_JOIN_TASK + ";";
        add(BodyHook.of(t, FORK_JOIN_TASK, "fork", "()" + task, "fork"));
        if (isVirtualThreadKnown()) {
            add(BodyHook.of(t, FORK_JOIN_POOL, "poolSubmit", "(Z" + task + ")" + task, "submit"));
        } else {
            add(BodyHook.of(
                    t, FORK_JOIN_POOL, "externalSubmit", "(" + task + ")" + task, "submit"));
        }
        String unit = "(JL" + CONCURRENT + "TimeUnit;)Z";
        add(BodyHook.before(t, FORK_JOIN_POOL, "awaitTermination", unit, "awaitPool"));
        add(BodyHook.before(t, FORK_JOIN_POOL, "awaitQuiescence", unit, "awaitPool"));
        add(BodyHook.before(
                t, FORK_JOIN_POOL, "shutdownNow", "()L" + UTIL + "List;", "shutdownNow"));
        add(BodyHook.ofStatic(
                Treatment.MACHINE,
                FORK_JOIN_POOL,
                "getCommonPoolParallelism",
                "()I",
                "commonParallelism"));
        add(BodyHook.ofStatic(
                Treatment.MACHINE,
                UTIL + "stream/AbstractTask",
                "getLeafTarget",
                "()I",
                "leafTarget"));
        String future = ")L" + CONCURRENT + "CompletableFuture;";
        for (String method : List.of(
                "defaultExecutor()L" + CONCURRENT + "Executor;",
                "supplyAsync(L" + UTIL + "function/Supplier;" + future,
                "runAsync(Ljava/lang/Runnable;" + future)) {
            add(new StaticFieldHook(
                    t,
                    CONCURRENT + "CompletableFuture",
                    method,
                    "ASYNC_POOL",
                    "asyncPool",
                    "L" + CONCURRENT + "Executor;"));
        }
    }

    /** Collections that call an application's code in a block of their own. */
    private static void monitors() {
        calls(CONCURRENT + "ConcurrentHashMap", Treatment.MONITORS);
        for (String name : List.of(
                "Collection",
                "List",
                "Map",
                "NavigableMap",
                "NavigableSet",
                "Set",
                "SortedMap",
                "SortedSet")) {
            calls(UTIL + "Collections$Synchronized" + name, Treatment.MONITORS);
        }
    }

    /** Where hash codes are asked for, to order or to find. */
    private static void hashTables() {
        for (String name : List.of(
                LANG + "Object",
                UTIL + "AbstractList",
                UTIL + "AbstractMap",
                UTIL + "AbstractMap$SimpleEntry",
                UTIL + "AbstractMap$SimpleImmutableEntry",
                UTIL + "AbstractSet",
                UTIL + "ArrayList",
                UTIL + "Arrays",
                UTIL + "HashMap",
                UTIL + "Hashtable",
                UTIL + "IdentityHashMap",
                UTIL + "ImmutableCollections$AbstractImmutableList",
                UTIL + "Objects",
                UTIL + "WeakHashMap",
                CONCURRENT + "ConcurrentHashMap",
                CONCURRENT + "ConcurrentHashMap$MapEntry",
                CONCURRENT + "ConcurrentHashMap$Node")) {
            calls(name, Treatment.IDENTITY_HASHES);
        }
        add(BodyHook.before(
                Treatment.IDENTITY_HASHES,
                LANG + "ClassLoader",
                "postDefineClass",
                "(Ljava/lang/Class;Ljava/security/ProtectionDomain;)V",
                "classDefined"));
    }

    private static void immutableCollections() {
        String collections = UTIL + "ImmutableCollections$";
        for (String name : List.of("Set12", "SetN", "Map1", "MapN")) {
            calls(collections + name, Treatment.IDENTITY_HASHES);
        }
        // Where the order of iteration begins and runs.
        salted(collections, "SALT32L", "salt", "J", "SetN$SetNIterator", "MapN$MapNIterator");
        salted(
                collections,
                "REVERSE",
                "reverse",
                "Z",
                "Set12",
                "Set12$1",
                "SetN$SetNIterator",
                "MapN$MapNIterator");
    }

    private static void salted(
            String collections, String field, String hook, String type, String... names) {
        for (String name : names) {
            add(new StaticFieldHook(
                    Treatment.COLLECTION_ORDER, collections + name, null, field, hook, type));
        }
    }

    private static void secureRandom() {
        add(BodyHook.of(
                Treatment.SECURE_RANDOM,
                "java/security/SecureRandom",
                "nextBytes",
                "([B)V",
                "secureBytes"));
        // Made by whoever asks first, as each server of Pekko HTTP does when it binds its port.
        add(new OnceHook(
                Treatment.SECURE_RANDOM,
                "javax/net/ssl/SSLContext",
                "getDefault",
                "()Ljavax/net/ssl/SSLContext;"));
    }

    private static void calls(String name, Treatment... treatments) {
        JdkClass known = of(name);
        for (Treatment treatment : treatments) {
            if (treatment.isApplied()) {
                known.calls.add(treatment);
            }
        }
    }

    private static void add(MethodTarget target) {
        if (target.isApplied()) {
            of(target.owner()).targets.add(target);
        }
    }

    private static JdkClass of(String name) {
        JdkClass known = CLASSES.get(name);
        if (known == null) {
            known = new JdkClass(EnumSet.noneOf(Treatment.class), new ArrayList<>());
            CLASSES.put(name, known);
        }
        return known;
    }

    static boolean contains(String internalName) {
        return CLASSES.containsKey(internalName);
    }

    /**
     * Rewrites a class of the table.
     *
     * @param name internal name
     * @param classFile the original
     * @param missing gets a sentence for each target whose place was not found
     * @return the new class file, or null if there is nothing to rewrite
     */
    static byte @Nullable [] rewrite(String name, byte[] classFile, MissingHooks missing) {
        JdkClass known = of(name);
        return ClassRewriter.rewrite(name, classFile, known.calls, known.targets, missing);
    }
}
