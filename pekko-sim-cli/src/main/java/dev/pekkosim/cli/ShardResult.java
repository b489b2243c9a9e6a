// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.cli;

import dev.pekkosim.testkit.RunResult;
import java.util.List;

/**
 * What a file of {@code run --json} has.
 *
 * @param file the file's name
 * @param head what the campaign is
 * @param interrupted whether it ended by Ctrl-C
 * @param wallNanos machine time
 * @param runs the results, in order
 * @param outcome what they came to beyond that
 */
record ShardResult(
        String file,
        CampaignHead head,
        boolean interrupted,
        long wallNanos,
        List<RunResult> runs,
        CampaignOutcome outcome) {

    ShardResult {
        runs = List.copyOf(runs);
    }
}
