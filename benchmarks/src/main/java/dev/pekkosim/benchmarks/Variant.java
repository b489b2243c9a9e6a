// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.benchmarks;

import java.io.File;
import java.util.ArrayList;
import java.util.List;

/**
 * A way to start a JVM that is compared with another one.
 *
 * @param hasAgent whether with {@code -javaagent}
 * @param off the treatment that is switched off, empty for none
 */
record Variant(boolean hasAgent, String off) {

    static final Variant WITHOUT = new Variant(false, "");
    static final Variant WITH = new Variant(true, "");

    private static final int FIRST_WITH_MEMORY_OPTION = 23;

    static Variant off(String treatment) {
        return new Variant(true, treatment);
    }

    /** What it is called in a table, indented below what all of the agent costs. */
    String label(String what) {
        return off.isEmpty() ? what : "  " + off + " off";
    }

    List<String> options() {
        List<String> options = new ArrayList<>();
        if (hasAgent) {
            options.add("-javaagent:" + agent());
            // The agent adds to the boot class path, and the JVM would warn that it shares fewer
            // classes then.
            options.add("-XX:-PrintWarnings");
        }
        if (!off.isEmpty()) {
            options.add(offProperty());
        }
        if (Runtime.version().feature() >= FIRST_WITH_MEMORY_OPTION) {
            // Scala's lazy values use it.
            options.add("--sun-misc-unsafe-memory-access=allow");
        }
        return options;
    }

    String offProperty() {
        return "-Dpekko.sim.agent.off=" + off;
    }

    private static String agent() {
        String classPath = System.getProperty("java.class.path");
        for (String entry : classPath.split(File.pathSeparator, -1)) {
            String name = entry.substring(entry.lastIndexOf('/') + 1);
            if (name.startsWith("pekko-sim-agent-") && name.endsWith(".jar")) {
                return entry;
            }
        }
        throw new IllegalStateException(
                "pekko-sim-agent is not on the class path as a jar; start with ./pekko-sim bench");
    }
}
