package dev.pekkosim.agent;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The table of JDK classes that are rewritten, in place and with no member added: {@code LockSupport},
 * on which all waiting of {@code java.util.concurrent} rests, {@code CompletableFuture} with its pool, and the classes that compute a deadline
 * for a caller who waits. The latter mix their clock with {@code parkNanos}, which is virtual, so their
 * clock must be virtual too.
 */
final class JdkTargets {

    private static final String CONCURRENT = "java/util/concurrent/";
    private static final String LOCKS = CONCURRENT + "locks/";

    private static final String LOCK_SUPPORT = LOCKS + "LockSupport";

    /** Classes of which one JDK or the other lacks some: both 17 and 25 are covered. */
    private static final Set<String> DEADLINES = setOf(
            CONCURRENT + "AbstractExecutorService",
            CONCURRENT + "CompletableFuture",
            CONCURRENT + "CompletableFuture$Signaller",
            CONCURRENT + "Exchanger",
            CONCURRENT + "ForkJoinPool",
            CONCURRENT + "ForkJoinTask",
            CONCURRENT + "FutureTask",
            CONCURRENT + "LinkedTransferQueue",
            CONCURRENT + "LinkedTransferQueue$DualNode",
            CONCURRENT + "Phaser$QNode",
            CONCURRENT + "SubmissionPublisher$BufferedSubscription",
            CONCURRENT + "SynchronousQueue$TransferQueue",
            CONCURRENT + "SynchronousQueue$TransferStack",
            CONCURRENT + "ThreadPerTaskExecutor",
            LOCKS + "AbstractQueuedLongSynchronizer",
            LOCKS + "AbstractQueuedLongSynchronizer$ConditionObject",
            LOCKS + "AbstractQueuedSynchronizer",
            LOCKS + "AbstractQueuedSynchronizer$ConditionObject",
            LOCKS + "StampedLock");

    /**
     * Classes that read a clock and keep the machine's, since their waiting is done by threads of their
     * own that no run owns; scheduling on them from a run is an escape. The last one only reads it to
     * seed itself.
     */
    static final Set<String> LEFT_ALONE = setOf(
            CONCURRENT + "DelayScheduler",
            CONCURRENT + "ScheduledThreadPoolExecutor",
            CONCURRENT + "ScheduledThreadPoolExecutor$ScheduledFutureTask",
            CONCURRENT + "ThreadLocalRandom");

    private static final List<MethodTarget> PARKING = List.of(ParkHook.all());

    private static final List<MethodTarget> ASYNC_POOL = List.of(AsyncPoolHook.all());

    private JdkTargets() {}

    private static Set<String> setOf(String... names) {
        return new HashSet<>(List.of(names));
    }

    static boolean contains(String internalName) {
        return internalName.startsWith(CONCURRENT)
                && (internalName.equals(LOCK_SUPPORT) || DEADLINES.contains(internalName));
    }

    /** The targets in a class; empty for a class in which only clock calls are rewritten. */
    static List<MethodTarget> in(String internalName) {
        return switch (internalName) {
            case LOCK_SUPPORT -> PARKING;
            case AsyncPoolHook.COMPLETABLE_FUTURE -> ASYNC_POOL;
            default -> List.of();
        };
    }
}
