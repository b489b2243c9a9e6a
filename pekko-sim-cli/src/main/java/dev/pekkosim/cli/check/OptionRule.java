// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.cli.check;

import java.util.List;
import java.util.Optional;

/**
 * What one option takes.
 *
 * @param name the option with its hyphens
 * @param value what its value must be
 * @param excluded the options that do not go with it
 */
public record OptionRule(String name, ValueRule value, List<String> excluded) {

    OptionRule(String name, ValueRule value) {
        this(name, value, List.of());
    }

    static OptionRule flag(String name) {
        return new OptionRule(name, ValueRule.NONE);
    }

    boolean excludes(String other) {
        return excluded.contains(other);
    }

    /** Whether it takes no value. */
    public boolean isFlag() {
        return value == ValueRule.NONE;
    }

    Optional<String> problem(Vocabulary vocabulary, String given) {
        return value.problem(vocabulary, name, given);
    }
}
