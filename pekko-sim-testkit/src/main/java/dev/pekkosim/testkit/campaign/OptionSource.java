// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.testkit.campaign;

import dev.pekkosim.engine.Internal;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * A place in which options are set.
 *
 * @param name says which place it is, for an option
 * @param texts the text of an option there, or empty
 * @hidden
 */
@Internal
public record OptionSource(
        Function<Option, String> name, Function<Option, Optional<String>> texts) {

    /**
     * The same place, but some options are not looked for there.
     *
     * @param which says of which they are
     */
    public OptionSource only(Predicate<Option> which) {
        return new OptionSource(
                name, option -> which.test(option) ? texts.apply(option) : Optional.empty());
    }

    /** The system properties of this JVM. */
    public static OptionSource systemProperties() {
        return new OptionSource(
                option -> "system property " + option.key(),
                option -> Optional.ofNullable(System.getProperty(option.key())));
    }

    /**
     * The environment.
     *
     * @param variables the value of a variable, or null
     */
    public static OptionSource environment(Function<String, String> variables) {
        return new OptionSource(
                option -> "environment variable " + option.variable(),
                option -> Optional.ofNullable(variables.apply(option.variable())));
    }
}
