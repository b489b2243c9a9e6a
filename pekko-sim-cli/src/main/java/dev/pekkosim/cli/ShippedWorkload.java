// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.cli;

import dev.pekkosim.cli.check.Vocabulary;
import dev.pekkosim.testkit.Campaign;
import dev.pekkosim.workloads.bank.BankBug;
import dev.pekkosim.workloads.bank.BankCampaign;
import dev.pekkosim.workloads.bank.BankOptions;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A workload that the command knows by name.
 *
 * @param name the name
 * @param bugs the names of its planted bugs, without {@code none}
 * @param campaign makes the campaign
 */
record ShippedWorkload(String name, List<String> bugs, Function<RunOptions, Campaign> campaign) {

    /** All that ship. */
    static final List<ShippedWorkload> ALL = List.of(new ShippedWorkload(
            "bank", bugsOf(BankBug.class, BankBug.NONE), ShippedWorkload::bank));

    private static Campaign bank(RunOptions options) {
        return BankCampaign.of(
                options.nodes(),
                BankOptions.DEFAULT
                        .count(options.operations())
                        .bug(BankBug.valueOf(constantOf(options.bug()))),
                options.chaos());
    }

    private static <E extends Enum<E>> List<String> bugsOf(Class<E> type, E none) {
        return Arrays.stream(type.getEnumConstants())
                .filter(bug -> bug != none)
                .map(bug -> bug.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .toList();
    }

    private static String constantOf(String name) {
        return name.toUpperCase(Locale.ROOT).replace('-', '_');
    }

    /**
     * Finds a workload by its name.
     *
     * @param known all there are
     * @param name the name of one of them
     */
    static ShippedWorkload find(List<ShippedWorkload> known, String name) {
        return known.stream()
                .filter(workload -> workload.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** What can be named on the command line with some workloads. */
    static Vocabulary vocabulary(List<ShippedWorkload> known) {
        return Vocabulary.SHIPPED.withBugs(known.stream()
                .collect(Collectors.toMap(ShippedWorkload::name, ShippedWorkload::bugs)));
    }
}
