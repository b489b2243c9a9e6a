// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.CompilationMXBean;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** The CPU time of this process, split by what it was used for. */
interface CpuClock {

    /** That of this JVM: by thread where Linux tells it, otherwise by what the JVM tells. */
    CpuClock THIS_JVM = ofThisJvm();

    /** What was used so far. */
    CpuTimes now();

    /** Where the split comes from, for a line below the figures. */
    String source();

    private static CpuClock ofThisJvm() {
        OperatingSystemMXBean process =
                (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        Path threads = Path.of("/proc/self/task");
        return Files.isDirectory(threads)
                ? new ByThread(threads, process::getProcessCpuTime)
                : new ByBeans(
                        process::getProcessCpuTime,
                        ManagementFactory.getCompilationMXBean(),
                        ManagementFactory.getGarbageCollectorMXBeans());
    }

    /** Linux: the time of each thread. */
    final class ByThread implements CpuClock {

        /** {@code USER_HZ} is 100 on every architecture that has a JVM. */
        private static final long NANOS_PER_TICK = 10_000_000;

        private final Path threads;
        private final LongSupplier processNanos;

        /** Compiler threads come and go, but what they used was used. */
        private final Map<String, ThreadStat> seen = new HashMap<>();

        /**
         * Creates the clock.
         *
         * @param threads a folder with one for each thread
         * @param processNanos tells what the whole process has used
         */
        ByThread(Path threads, LongSupplier processNanos) {
            this.threads = threads;
            this.processNanos = processNanos;
        }

        @Override
        public synchronized CpuTimes now() {
            look();
            return new CpuTimes(
                    processNanos.getAsLong(), nanos(ThreadKind.JIT), nanos(ThreadKind.VM));
        }

        private void look() {
            try (DirectoryStream<Path> folders = Files.newDirectoryStream(threads)) {
                for (Path folder : folders) {
                    look(folder);
                }
            } catch (IOException e) {
                throw new IllegalStateException(threads + " cannot be read", e);
            }
        }

        private void look(Path folder) {
            ThreadStat stat;
            try {
                stat = ThreadStat.parse(Files.readString(folder.resolve("stat")));
            } catch (IOException e) {
                return; // the thread has ended
            }
            if (ThreadKind.of(stat.name()) != ThreadKind.APP) {
                seen.put(folder.getFileName() + " " + stat.startTicks(), stat);
            }
        }

        private long nanos(ThreadKind kind) {
            long ticks = seen.values().stream()
                    .filter(stat -> ThreadKind.of(stat.name()) == kind)
                    .mapToLong(ThreadStat::cpuTicks)
                    .sum();
            return ticks * NANOS_PER_TICK;
        }

        @Override
        public String source() {
            return "app is the CPU time of all threads but the JIT's and the VM's";
        }
    }

    /** Elsewhere: the machine time that the JVM says it compiled and collected for. */
    final class ByBeans implements CpuClock {

        private static final long NANOS_PER_MILLI = 1_000_000;

        private final LongSupplier processNanos;
        private final @Nullable CompilationMXBean compiler;
        private final List<GarbageCollectorMXBean> collectors;

        ByBeans(
                LongSupplier processNanos,
                @Nullable CompilationMXBean compiler,
                List<GarbageCollectorMXBean> collectors) {
            this.processNanos = processNanos;
            this.compiler = compiler;
            this.collectors = collectors;
        }

        @Override
        public CpuTimes now() {
            long compiled = compiler == null ? 0 : compiler.getTotalCompilationTime();
            long collected = collectors.stream()
                    .mapToLong(GarbageCollectorMXBean::getCollectionTime)
                    .sum();
            return new CpuTimes(
                    processNanos.getAsLong(),
                    compiled * NANOS_PER_MILLI,
                    collected * NANOS_PER_MILLI);
        }

        @Override
        public String source() {
            return "app is the process' CPU time less what its beans say of JIT and GC";
        }
    }
}
