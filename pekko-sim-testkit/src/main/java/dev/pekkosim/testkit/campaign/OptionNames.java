// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.testkit.campaign;

import dev.pekkosim.engine.Internal;
import dev.pekkosim.testkit.cluster.SimSetupException;
import dev.pekkosim.testkit.text.Nearest;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Refuses names in the places of options that no option has: nothing would read them, and a night's
 * campaign would run with the defaults.
 *
 * @hidden
 */
@Internal
public final class OptionNames {

    private static final String KEYS = "pekko.sim.";
    private static final String VARIABLES = "PEKKO_SIM_";

    private OptionNames() {}

    /**
     * Requires that no variable of the environment is a misspelt option, or a setting. Others that
     * begin alike are a build's own, such as one for the version that it asks for.
     *
     * @param variables the names of all of them
     * @param settings the keys of all settings
     * @throws SimSetupException if one is
     */
    static void requireVariables(Set<String> variables, Set<String> settings) {
        for (String variable : new TreeSet<>(variables)) {
            if (variable.startsWith(VARIABLES) && !isOption(variable)) {
                requireNoSetting(variable, settings);
                requireNotNear(variable);
            }
        }
    }

    private static boolean isOption(String variable) {
        return Arrays.stream(Option.values()).anyMatch(one -> one.variable().equals(variable));
    }

    private static void requireNoSetting(String variable, Set<String> settings) {
        for (String key : settings) {
            if (Option.of(key).isEmpty() && Option.variable(key).equals(variable)) {
                throw new SimSetupException(key + " is no option but a setting of a run, which must"
                        + " be set as a system property or in the configuration, but is set in the"
                        + " environment (environment variable " + variable + ")");
            }
        }
    }

    private static void requireNotNear(String variable) {
        String label =
                variable.substring(VARIABLES.length()).toLowerCase(Locale.ROOT).replace('_', '-');
        near(label).ifPresent(option -> {
            throw new SimSetupException("there is no option " + variable
                    + " (environment variable); did you mean " + option.variable());
        });
    }

    /**
     * Requires that each key below {@code pekko.sim} is that of an option.
     *
     * @param keys all keys of a place
     * @param place which place it is
     * @throws SimSetupException if one is not
     */
    public static void requireKeys(Set<String> keys, String place) {
        for (String key : new TreeSet<>(keys)) {
            if (key.startsWith(KEYS) && Option.of(key).isEmpty()) {
                throw new SimSetupException("there is no option " + key + " (" + place + ")"
                        + near(key.substring(KEYS.length()))
                                .map(option -> "; did you mean " + option.key())
                                .orElse("; docs/reference/options.md has all of them"));
            }
        }
    }

    private static Optional<Option> near(String label) {
        List<String> labels = Arrays.stream(Option.values()).map(Option::label).toList();
        return Nearest.of(label, labels).map(Option::labelled);
    }
}
