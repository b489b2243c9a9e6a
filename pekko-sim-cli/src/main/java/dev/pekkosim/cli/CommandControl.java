// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.cli;

import dev.pekkosim.testkit.CampaignOptions;
import dev.pekkosim.testkit.campaign.GivenOption;
import dev.pekkosim.testkit.campaign.Option;
import dev.pekkosim.testkit.campaign.OptionSource;
import dev.pekkosim.testkit.cluster.SimSetupException;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which seeds a command runs and when that ends: what its command line says, and below that what is
 * set in {@code JAVA_OPTS} and the environment, as for tests.
 */
final class CommandControl {

    /** What counts if it is set outside. */
    enum Outside {
        /** Nothing: all is on the command line. */
        NOTHING,
        /** Which seeds are run, and with which chaos. */
        SEEDS,
        /** All but what tests alone have. */
        CAMPAIGN;

        private Set<Option> options() {
            return switch (this) {
                case NOTHING -> EnumSet.noneOf(Option.class);
                case SEEDS -> EnumSet.of(Option.SEED, Option.SEEDS, Option.CHAOS, Option.PARALLEL);
                case CAMPAIGN -> EnumSet.complementOf(EnumSet.of(Option.REPRO, Option.REPORT_DIR));
            };
        }
    }

    private static final String COMMAND_LINE = "the command line";

    private static final int DEFAULT_SEEDS = 10;

    private final Map<Option, String> given = new EnumMap<>(Option.class);

    /**
     * Takes in what the command line says.
     *
     * @param label what people call an option
     * @param value its value, or null if the command line does not say it
     */
    CommandControl given(String label, @Nullable Object value) {
        if (value != null) {
            given.put(Option.labelled(label), value.toString());
        }
        return this;
    }

    /**
     * All together.
     *
     * @param outside what counts if it is set outside
     * @throws SimSetupException if anything is wrong
     */
    CampaignOptions options(Outside outside) {
        Set<Option> counting = outside.options();
        if (given.containsKey(Option.SEEDS)) {
            counting.remove(Option.SEED); // which would win over their number
        }
        return CampaignOptions.of(List.of(
                        new OptionSource(
                                option -> COMMAND_LINE,
                                option -> Optional.ofNullable(given.get(option))),
                        OptionSource.systemProperties().only(counting::contains),
                        OptionSource.environment(System::getenv).only(counting::contains)))
                .with(new GivenOption(Option.SEEDS, Integer.toString(DEFAULT_SEEDS), ""))
                .with(new GivenOption(Option.CHAOS, RunOptions.DEFAULT_CHAOS.name(), ""));
    }

    /**
     * What counts though the command line does not say it.
     *
     * @param options those of a command
     * @return one line; empty if there is nothing
     */
    static String fromOutside(CampaignOptions options) {
        return Arrays.stream(Option.values())
                .flatMap(option -> options.fromOutside(option).stream())
                .filter(option -> !option.source().equals(COMMAND_LINE))
                .map(GivenOption::toString)
                .collect(Collectors.joining(", "));
    }

    /**
     * Refuses what is for tests alone.
     *
     * @throws SimSetupException if it is set
     */
    static void requireNoRepro() {
        CampaignOptions.of(List.of(
                        OptionSource.systemProperties().only(Option.REPRO::equals),
                        OptionSource.environment(System::getenv).only(Option.REPRO::equals)))
                .fromOutside(Option.REPRO)
                .ifPresent(repro -> {
                    throw new SimSetupException("repro is for tests, but is set to " + repro.text()
                            + repro.where() + "; the command replays its seed with --seed");
                });
    }
}
