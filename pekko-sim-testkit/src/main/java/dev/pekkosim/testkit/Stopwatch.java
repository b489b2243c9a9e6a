package dev.pekkosim.testkit;

/** Machine time, for reports only: nothing in a run may depend on it. */
final class Stopwatch {

    private final long start = machineNanos();

    long nanos() {
        return machineNanos() - start;
    }

    @SuppressForbidden("measures how long the machine took, outside every run")
    private static long machineNanos() {
        return System.nanoTime();
    }
}
