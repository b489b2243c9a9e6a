package dev.pekkosim.testkit.campaign;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import dev.pekkosim.testkit.cluster.SimSetupException;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Misspelt names of options, which would be read by nobody. */
class OptionNamesTest {

    private static final Set<String> SETTINGS = Set.of("pekko.sim.canary", "pekko.sim.seed");

    @ParameterizedTest
    @CsvSource({
        "PEKKO_SIM_SEDS, PEKKO_SIM_SEEDS",
        "PEKKO_SIM_TIMEBUDGET, PEKKO_SIM_TIME_BUDGET",
        "PEKKO_SIM_ALLOW_KNOWN_FIND, PEKKO_SIM_ALLOW_KNOWN_FINDS"
    })
    void misspeltVariable_isRefused(String variable, String meant) {
        assertThatExceptionOfType(SimSetupException.class)
                .isThrownBy(() -> OptionNames.requireVariables(Set.of("PATH", variable), SETTINGS))
                .withMessage("there is no option " + variable
                        + " (environment variable); did you mean " + meant);
    }

    @Test
    void settingInTheEnvironment_isRefused() {
        assertThatExceptionOfType(SimSetupException.class)
                .isThrownBy(
                        () -> OptionNames.requireVariables(Set.of("PEKKO_SIM_CANARY"), SETTINGS))
                .withMessage("pekko.sim.canary is no option but a setting of a run, which must be"
                        + " set as a system property or in the configuration, but is set in the"
                        + " environment (environment variable PEKKO_SIM_CANARY)");
    }

    @ParameterizedTest
    @EnumSource
    void option_isTaken(Option option) {
        assertThatNoException().isThrownBy(() -> {
            OptionNames.requireVariables(Set.of(option.variable()), SETTINGS);
            OptionNames.requireKeys(Set.of(option.key()), "a file");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"PEKKO_SIM_VERSION", "PEKKO_SIM_HOME", "PEKKO_SIMPLE_SEDS"})
    void variableOfABuild_isTaken(String variable) {
        assertThatNoException()
                .isThrownBy(() -> OptionNames.requireVariables(Set.of(variable), SETTINGS));
    }

    @ParameterizedTest
    @CsvSource({
        "pekko.sim.sead, did you mean pekko.sim.seed",
        "pekko.sim.canary, docs/reference/options.md has all of them"
    })
    void keyOfNoOption_isRefused(String key, String hint) {
        assertThatExceptionOfType(SimSetupException.class)
                .isThrownBy(() -> OptionNames.requireKeys(Set.of("a.b", key), "a file"))
                .withMessage("there is no option " + key + " (a file); " + hint);
    }
}
