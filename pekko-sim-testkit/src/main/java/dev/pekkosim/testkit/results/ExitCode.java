// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.testkit.results;

import dev.pekkosim.engine.Failure;
import dev.pekkosim.testkit.RunResult;
import dev.pekkosim.testkit.cluster.SimSetupException;
import java.util.List;

/**
 * What a program that runs a campaign returns to the shell: one code per sort of failure.
 *
 * @since 0.1.0
 */
public final class ExitCode {

    /** Every run passed, or failed by known finds that were accepted. */
    public static final int PASSED = 0;

    /**
     * A property or checker does not hold, or the application failed or did what cannot be
     * simulated.
     */
    public static final int FAILED = 1;

    /** The command line, the configuration or the set-up is wrong. */
    public static final int USAGE = 2;

    /** Two executions of one seed differ. */
    public static final int NON_DETERMINISM = 3;

    /** A limit was passed, or nothing could happen any more. */
    public static final int LIMIT = 4;

    /** The simulator itself is at fault. */
    public static final int INTERNAL = 5;

    /** Runs failed by known finds only, of which not all were accepted. */
    public static final int KNOWN_FIND = 6;

    /** Ended by Ctrl-C: what the JVM returns then. */
    public static final int INTERRUPTED = 130;

    /** Nobody reads the report any more: what a shell says of a program that this ends. */
    public static final int CLOSED_PIPE = 141;

    private ExitCode() {}

    /**
     * The code of one run.
     *
     * @param result the run
     */
    public static int of(RunResult result) {
        return switch (result.status()) {
            case PASSED, ACCEPTED_FIND -> PASSED;
            case KNOWN_FIND -> KNOWN_FIND;
            case FAILED ->
                result.violations().stream()
                        .map(violation -> of(violation.failure()))
                        .reduce(PASSED, ExitCode::worse);
        };
    }

    /**
     * The code of one violation.
     *
     * @param failure what it is
     */
    public static int of(Failure failure) {
        if (failure.cause() instanceof SimSetupException) {
            return USAGE;
        }
        return switch (failure.kind()) {
            case PROPERTY, EXCEPTION, SERIALIZATION, ESCAPE, OUTSIDE -> FAILED;
            case SETUP -> USAGE;
            case NON_DETERMINISM -> NON_DETERMINISM;
            case LIMIT, HANG -> LIMIT;
            case INTERNAL -> INTERNAL;
        };
    }

    /**
     * The code of many runs: that of our own fault if there was one, then that of a run which
     * differs from itself, otherwise the smallest of a failed run.
     *
     * @param results the runs
     */
    public static int of(List<RunResult> results) {
        return results.stream().map(ExitCode::of).reduce(PASSED, ExitCode::worse);
    }

    /**
     * The code of a campaign.
     *
     * @param results its runs
     * @param unmet what must have happened in them and did not
     */
    public static int of(List<RunResult> results, List<String> unmet) {
        int code = of(results);
        return unmet.isEmpty() || (code != PASSED && code != KNOWN_FIND) ? code : FAILED;
    }

    private static int worse(int one, int other) {
        if (one == INTERNAL || other == INTERNAL) {
            return INTERNAL;
        }
        if (one == NON_DETERMINISM || other == NON_DETERMINISM) {
            return NON_DETERMINISM;
        }
        return one == PASSED || other == PASSED ? Math.max(one, other) : Math.min(one, other);
    }
}
