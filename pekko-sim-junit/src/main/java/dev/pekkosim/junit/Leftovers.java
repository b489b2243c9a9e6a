// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.junit;

import dev.pekkosim.engine.Failure;
import dev.pekkosim.testkit.Campaign;
import dev.pekkosim.testkit.FailureText;
import dev.pekkosim.testkit.KeptRepro;
import dev.pekkosim.testkit.Repro;
import dev.pekkosim.testkit.RunResult;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What a failed run leaves: its report, and as files its repro and its log. The run is executed
 * once more for them.
 *
 * @param folder takes the files
 * @param replay the test, and how to run a seed of it again
 */
record Leftovers(Path folder, Replay replay) {

    private static final String NO_REPRO = "none, since a second execution was another run;"
            + " Determinism.verify tells where they part";

    private static final String NO_TIME = "none, since the test was interrupted, as by a time limit"
            + " of JUnit, which counts machine time";

    private static final String NO_LOG =
            "none, since the run was another one when what it logs was" + " looked at";

    /**
     * Writes the files and the report.
     *
     * @param call of the test method
     * @param campaign what the seed means, with the call as its body
     * @param result the failed run
     * @param first what the report says beside, by the key of its row
     */
    String report(MethodCall call, Campaign campaign, RunResult result, Map<String, String> first) {
        Map<String, String> remarks = new LinkedHashMap<>(first);
        Map<String, Path> files = new LinkedHashMap<>();
        Failure failure = Objects.requireNonNull(result.failure());
        if (Thread.currentThread().isInterrupted()) {
            remarks.put("repro", NO_TIME);
        } else if (failure.kind() != Failure.Kind.SETUP) { // which is no run
            leave(call, campaign, result, files, remarks);
        }
        return FailureText.PLAIN.report(
                result,
                new FailureText.Ending(replay.commands(result.seed()), remarks, files)
                        .replaced(campaign.replacedSettings()));
    }

    /** What cannot be written must not hide why the run failed. */
    private void leave(
            MethodCall call,
            Campaign campaign,
            RunResult result,
            Map<String, Path> files,
            Map<String, String> remarks) {
        RunLog log = new RunLog();
        Supplier<Optional<Repro>> again =
                () -> Repro.of(replay.test(), replay.chaos(), campaign, result);
        Optional<Repro> logged = log.during(call, again);
        Optional<Repro> repro = logged.or(again);
        try {
            if (repro.isPresent()) {
                files.put("repro", KeptRepro.write(folder, repro.orElseThrow()));
            } else {
                remarks.put("repro", NO_REPRO);
            }
            if (logged.isPresent()) {
                files.put("log", log.write(folder, replay.test(), result));
            } else if (repro.isPresent()) {
                remarks.put("log", NO_LOG);
            }
            files.values().forEach(call::publish);
        } catch (UncheckedIOException e) {
            remarks.put("files", "none, since they cannot be written: " + e.getCause());
        }
    }
}
