// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.agent;

import java.util.ArrayList;
import java.util.List;

/**
 * The packages whose classes are never rewritten: the machinery around a run, which lives in real
 * time.
 */
final class SkippedPackages {

    private static final String AGENT = "dev/pekkosim/agent/";

    // In pieces, since the relocation of our own copy would rewrite the whole name.
    private static final String BYTE_BUDDY = String.join("/", "net", "bytebuddy", "");

    /**
     * Beginnings of internal class names. The engine and the network model take time and randomness
     * from the run itself; test frameworks, build tools and loggers must see the machine's clock;
     * and the rest is the JDK's own.
     */
    static final String[] PREFIXES = {
        AGENT,
        "dev/pekkosim/engine/",
        "dev/pekkosim/dispatcher/",
        "dev/pekkosim/transport/net/",
        BYTE_BUDDY,
        "org/junit/",
        "org/assertj/",
        "org/apache/maven/",
        "org/openjdk/jmh/",
        "ch/qos/logback/",
        "org/slf4j/",
        "org/gradle/",
        "com/intellij/",
        "picocli/",
        "com/sun/",
        "jdk/",
        "sun/",
    };

    private SkippedPackages() {}

    /** Those of which a run may call a class all the same, with dots. */
    static String[] called() {
        List<String> called = new ArrayList<>();
        for (String prefix : PREFIXES) {
            if (!prefix.startsWith("dev/pekkosim/")) {
                called.add(prefix.replace('/', '.'));
            }
        }
        return called.toArray(new String[0]);
    }

    /** Whether a class is the agent's own, so that it may be needed to rewrite itself. */
    static boolean areAgents(String internalName) {
        return internalName.startsWith(AGENT) || internalName.startsWith(BYTE_BUDDY);
    }

    static boolean contains(String internalName) {
        for (String prefix : PREFIXES) {
            if (internalName.startsWith(prefix)) {
                return true;
            }
        }
        return false;
    }
}
