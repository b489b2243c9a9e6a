// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.testkit.results;

import dev.pekkosim.engine.Internal;
import dev.pekkosim.testkit.Campaign;
import dev.pekkosim.testkit.CampaignOptions;
import dev.pekkosim.testkit.CampaignReport;
import dev.pekkosim.testkit.RunResult;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * All that a campaign came to, as one JSON file has it, so that it can be kept, read by a machine,
 * and joined with those of other JVMs.
 *
 * <pre>{@code
 * CampaignOptions options = CampaignOptions.of().seeds(2_000);
 * CampaignReport report = campaign.run(options);
 * System.out.println(campaign.text(report, options));
 * CampaignResults results = CampaignResults.of(campaign, report, options);
 * results.write(Path.of("counter.json"));
 * System.exit(results.exitCode());
 * }</pre>
 *
 * @since 0.1.0
 */
public final class CampaignResults {

    private final CampaignHead head;
    private final CampaignReport report;
    private final CampaignOutcome outcome;
    private final boolean isInterrupted;
    private final Map<Long, ReplayCommands> commands;

    /**
     * Those of a campaign.
     *
     * @param head what it is
     * @param report its runs
     * @param outcome what they came to beyond that
     * @param isInterrupted whether it was ended before it was over
     * @param commands what executes a run again, by the seed of each that did not pass
     */
    CampaignResults(
            CampaignHead head,
            CampaignReport report,
            CampaignOutcome outcome,
            boolean isInterrupted,
            Map<Long, ReplayCommands> commands) {
        this.head = head;
        this.report = report;
        this.outcome = outcome;
        this.isInterrupted = isInterrupted;
        this.commands = Collections.unmodifiableMap(new TreeMap<>(commands));
    }

    /**
     * Those of a campaign that is over.
     *
     * @param campaign the campaign
     * @param report of this campaign
     * @param options with which it was run
     */
    public static CampaignResults of(
            Campaign campaign, CampaignReport report, CampaignOptions options) {
        return of(
                campaign,
                report,
                CampaignHead.ofThisJvm(
                        campaign.name(),
                        Map.of("chaos", options.chaos().name()),
                        options,
                        campaign.missingPoints()),
                run -> new ReplayCommands(Campaign.replays(run.seed()), Optional.empty()));
    }

    /**
     * Those of a campaign that has a name and commands of its own.
     *
     * @param campaign the campaign
     * @param report of this campaign
     * @param head what it is
     * @param commandsOf what executes a run again
     * @hidden
     */
    @Internal
    public static CampaignResults of(
            Campaign campaign,
            CampaignReport report,
            CampaignHead head,
            Function<RunResult, ReplayCommands> commandsOf) {
        return of(head, report, CampaignOutcome.of(campaign, report), false, commandsOf);
    }

    /**
     * Those of a campaign.
     *
     * @param head what it is
     * @param report its runs
     * @param outcome what they came to beyond that
     * @param isInterrupted whether it was ended before it was over
     * @param commandsOf what executes a run again
     * @hidden
     */
    @Internal
    public static CampaignResults of(
            CampaignHead head,
            CampaignReport report,
            CampaignOutcome outcome,
            boolean isInterrupted,
            Function<RunResult, ReplayCommands> commandsOf) {
        Map<Long, ReplayCommands> commands = new TreeMap<>();
        report.runs().stream()
                .filter(run -> !run.passed())
                .forEach(run -> commands.put(run.seed(), commandsOf.apply(run)));
        return new CampaignResults(head, report, outcome, isInterrupted, commands);
    }

    /** The campaign's runs. */
    public CampaignReport report() {
        return report;
    }

    /** Whether the campaign was ended before it was over. */
    public boolean isInterrupted() {
        return isInterrupted;
    }

    /**
     * What the campaign is.
     *
     * @hidden
     */
    @Internal
    public CampaignHead head() {
        return head;
    }

    /**
     * What its runs came to beyond their results.
     *
     * @hidden
     */
    @Internal
    public CampaignOutcome outcome() {
        return outcome;
    }

    /** By the seed of each run that did not pass. */
    Map<Long, ReplayCommands> commands() {
        return commands;
    }

    /**
     * What executes a run again.
     *
     * @param run of this campaign
     * @hidden
     */
    @Internal
    public ReplayCommands commands(RunResult run) {
        return commands.getOrDefault(run.seed(), ReplayCommands.NONE);
    }

    /** What a program returns to the shell that has run this campaign: see {@link ExitCode}. */
    public int exitCode() {
        return ExitCode.of(report.runs(), outcome.unmet());
    }

    /** As one JSON object, which {@code docs/reference/json.md} describes. */
    public String json() {
        return ResultWriter.json(this);
    }

    /**
     * Writes the JSON to a file. One that was there before stays until the new one is whole.
     *
     * @param file takes it; its folder must be there
     * @throws IOException if it cannot be written
     */
    public void write(Path file) throws IOException {
        new ResultFile(file).write(json() + "\n");
    }

    /**
     * Reads a file.
     *
     * @param file as {@link #write} has written it
     * @throws dev.pekkosim.testkit.cluster.SimSetupException if it is none, or cannot be read
     */
    public static CampaignResults read(Path file) {
        return ResultReader.read(file);
    }
}
