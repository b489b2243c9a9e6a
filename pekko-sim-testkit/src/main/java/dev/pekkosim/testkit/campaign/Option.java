// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.testkit.campaign;

import dev.pekkosim.engine.Internal;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * What can be set from outside when seeds are run, so that one seed is replayed, or more of them
 * run, without a change to the code. No setting of a run: no node reads it.
 *
 * @hidden
 */
@Internal
public enum Option {
    /** The one seed to run. */
    SEED("pekko.sim.seed"),
    /** How many seeds are run, at most. */
    SEEDS("pekko.sim.seeds"),
    /** What {@code cluster.chaos()} lets loose. */
    CHAOS("pekko.sim.chaos"),
    /** How many runs are under way at once. */
    PARALLEL("pekko.sim.parallel"),
    /** Machine time after which no run begins. */
    TIME_BUDGET("pekko.sim.time-budget"),
    /** After how many failed runs no more begins. */
    STOP_AFTER_FAILURES("pekko.sim.stop-after-failures"),
    /** Whether no run begins once all that must have happened has. */
    UNTIL_SOMETIMES("pekko.sim.until-sometimes"),
    /** After how many runs in a row that came to nothing new no more begins. */
    UNTIL_STABLE("pekko.sim.until-stable"),
    /** Which part of the seeds is run. */
    SHARD("pekko.sim.shard"),
    /** The known finds that are accepted. */
    ALLOW_KNOWN_FINDS("pekko.sim.allow-known-finds"),
    /** Where failing tests leave their repros. */
    REPORT_DIR("pekko.sim.report-dir"),
    /** The one repro to run. */
    REPRO("pekko.sim.repro");

    private static final String PREFIX = "pekko.sim.";

    private final String key;

    Option(String key) {
        this.key = key;
    }

    /** The option of a key. */
    public static Optional<Option> of(String key) {
        return Arrays.stream(values()).filter(option -> option.key.equals(key)).findFirst();
    }

    /**
     * The option that people call so.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static Option labelled(String label) {
        return of(PREFIX + label)
                .orElseThrow(
                        () -> new IllegalArgumentException("there is no option '" + label + "'"));
    }

    /** Its name as a system property, such as {@code pekko.sim.time-budget}. */
    public String key() {
        return key;
    }

    /** Its name in the environment, such as {@code PEKKO_SIM_TIME_BUDGET}. */
    public String variable() {
        return variable(key);
    }

    /** What a key would be called in the environment. */
    static String variable(String key) {
        return key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }

    /** What people call it, such as {@code time-budget}. */
    public String label() {
        return key.substring(PREFIX.length());
    }
}
