// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.agent.hook;

/**
 * What stands in for facts about the machine. On a {@link SimThread} they are those of a machine
 * that is the same everywhere.
 */
public final class MachineHooks {

    /** Processors of every node. */
    public static final int PROCESSORS = 4;

    private static final long MEMORY_BYTES = 1L << 30;

    private MachineHooks() {}

    /** Replaces {@link Runtime#availableProcessors()}. */
    public static int availableProcessors(Runtime runtime) {
        return isSimulated() ? PROCESSORS : runtime.availableProcessors();
    }

    /** Replaces {@link Runtime#freeMemory()}. */
    public static long freeMemory(Runtime runtime) {
        return isSimulated() ? MEMORY_BYTES / 2 : runtime.freeMemory();
    }

    /** Replaces {@link Runtime#totalMemory()}. */
    public static long totalMemory(Runtime runtime) {
        return isSimulated() ? MEMORY_BYTES : runtime.totalMemory();
    }

    /** Replaces {@link Runtime#maxMemory()}. */
    public static long maxMemory(Runtime runtime) {
        return isSimulated() ? MEMORY_BYTES : runtime.maxMemory();
    }

    /** Begins {@code ForkJoinPool.getCommonPoolParallelism}; 0 if the JVM shall answer. */
    public static int commonParallelism() {
        return isSimulated() ? PROCESSORS - 1 : 0;
    }

    /**
     * Begins {@code AbstractTask.getLeafTarget}, into how many parts a parallel stream is cut; 0 if
     * the JVM shall answer.
     */
    public static int leafTarget() {
        return commonParallelism() << 2;
    }

    private static boolean isSimulated() {
        return Thread.currentThread() instanceof SimThread;
    }
}
