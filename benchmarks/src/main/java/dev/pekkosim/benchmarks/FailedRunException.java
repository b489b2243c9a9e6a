// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.benchmarks;

import dev.pekkosim.testkit.RunResult;
import dev.pekkosim.testkit.SeedSequence;
import dev.pekkosim.testkit.results.ExitCode;
import java.io.Serial;

/** A run failed, so what it has cost is not what was to be measured. */
final class FailedRunException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1;

    private final int exitCode;

    private final String sentence;

    FailedRunException(RunResult run) {
        sentence = "seed " + SeedSequence.format(run.seed()) + " failed, so it cannot be measured: "
                + run.violations().get(0).failure().message();
        exitCode = ExitCode.of(run);
    }

    String sentence() {
        return sentence;
    }

    @Override
    public String getMessage() {
        return sentence;
    }

    int exitCode() {
        return exitCode;
    }
}
