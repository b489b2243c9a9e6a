// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.benchmarks;

/** What a thread of the JVM uses CPU time for, by the name that the operating system knows. */
enum ThreadKind {
    /** Compiles. */
    JIT("C[12] .*|JVMCI.*|Sweeper thread"),
    /** Collects garbage, or does what else the VM does; the serial collector is its VM thread. */
    VM("VM .*|GC .*|G1 .*|Z(Driver|Director|Worker|Stat|Unmapper|Uncommitter).*|Shenandoah.*|JFR .*"
            + "|Signal Dispatch|Service Thread|Monitor Def.*|Notification .*"),
    /** All others: the simulator, the application, Pekko. */
    APP(".*");

    private final String names;

    ThreadKind(String names) {
        this.names = names;
    }

    /** The kind of a thread with this name, of which Linux keeps 15 characters. */
    static ThreadKind of(String name) {
        for (ThreadKind kind : values()) {
            if (name.matches(kind.names)) {
                return kind;
            }
        }
        return APP;
    }
}
