// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.cli;

import dev.pekkosim.testkit.cluster.ReplacedSetting;
import java.util.List;
import java.util.StringJoiner;

/**
 * How it is written which settings of the application no run had, so that nobody takes for tested
 * what was not there.
 */
final class ReplacedText {

    private static final String ALWAYS =
            "replaced in every application: threads, timers, clocks, random sources, the wire and the"
                    + " default stores (docs/concepts.md)";

    private ReplacedText() {}

    /** A line for each of them; empty if there are none. */
    static String lines(List<ReplacedSetting> settings) {
        if (settings.isEmpty()) {
            return "";
        }
        StringJoiner lines = new StringJoiner("\n");
        for (ReplacedSetting setting : settings) {
            lines.add(Columns.wrapped("replaced: " + setting.key() + ", yours " + setting.yours()
                    + ", ours " + setting.ours()));
            lines.add(Columns.detail(setting.why()));
        }
        lines.add(Columns.wrapped(ALWAYS));
        return lines.toString();
    }
}
