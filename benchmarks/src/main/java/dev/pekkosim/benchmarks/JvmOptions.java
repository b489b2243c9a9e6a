// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.benchmarks;

import java.lang.management.ManagementFactory;
import java.util.List;

/** The options that this JVM was started with, which the launcher chose, for other JVMs. */
final class JvmOptions {

    /** All of them. */
    static final List<String> OF_THIS_JVM =
            forOthers(ManagementFactory.getRuntimeMXBean().getInputArguments());

    private static final String AGENT = "-javaagent:";

    private JvmOptions() {}

    /** Without those that two JVMs cannot share: a debugger's port, a recording's file. */
    static List<String> forOthers(List<String> options) {
        return options.stream()
                .filter(option -> !option.startsWith("-agent")
                        && !option.startsWith("-Xlog")
                        && !option.startsWith("-XX:StartFlightRecording"))
                .toList();
    }

    /** The same, without any agent. */
    static List<String> withoutAgent(List<String> options) {
        return options.stream().filter(option -> !option.startsWith(AGENT)).toList();
    }
}
