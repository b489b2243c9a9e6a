package dev.pekkosim.cli;

import dev.pekkosim.testkit.Campaign;
import dev.pekkosim.testkit.cluster.SimSetupException;
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
     * @param name the name
     */
    static ShippedWorkload find(List<ShippedWorkload> known, String name) {
        return known.stream()
                .filter(workload -> workload.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new SimSetupException("there is no workload '" + name
                        + "'; use "
                        + known.stream()
                                .map(ShippedWorkload::name)
                                .collect(Collectors.joining(", or "))));
    }

    /** Checks that a bug is one of this workload's. */
    String requireBug(String bug) {
        if (!bug.equals(RunOptions.NO_BUG) && !bugs.contains(bug)) {
            throw new SimSetupException("workload " + name + " has no bug '" + bug + "'; use "
                    + RunOptions.NO_BUG
                    + bugs.stream().map(known -> ", or " + known).collect(Collectors.joining()));
        }
        return bug;
    }
}
