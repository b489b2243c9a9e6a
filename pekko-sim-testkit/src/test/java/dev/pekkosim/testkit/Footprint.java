package dev.pekkosim.testkit;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/**
 * What the JVM takes at one moment.
 *
 * @param heapBytes the heap after collections
 * @param threads live threads
 * @param classes loaded classes
 * @param metaspaceBytes their metaspace
 * @param files open file descriptors; 0 where the machine does not tell
 */
record Footprint(long heapBytes, long threads, long classes, long metaspaceBytes, long files) {

    private static final int MOST_COLLECTIONS = 10;
    private static final long SAME_BYTES = 16 * 1024;

    /** Collects until the heap gets no smaller, and measures. */
    static Footprint now() {
        long heap = Long.MAX_VALUE;
        for (int i = 0; i < MOST_COLLECTIONS; i++) {
            System.gc();
            long used = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
            boolean isStable = used > heap - SAME_BYTES;
            heap = Math.min(heap, used);
            if (isStable) {
                break;
            }
        }
        return new Footprint(
                heap,
                ManagementFactory.getThreadMXBean().getThreadCount(),
                ManagementFactory.getClassLoadingMXBean().getLoadedClassCount(),
                metaspace(),
                openFiles());
    }

    private static long metaspace() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getName().equals("Metaspace"))
                .mapToLong(pool -> pool.getUsage().getUsed())
                .sum();
    }

    private static long openFiles() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean os
                ? os.getOpenFileDescriptorCount()
                : 0;
    }
}
