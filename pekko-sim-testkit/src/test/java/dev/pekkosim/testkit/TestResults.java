package dev.pekkosim.testkit;

import dev.pekkosim.engine.Failure;
import dev.pekkosim.testkit.RunResult.Status;
import dev.pekkosim.testkit.finds.KnownFindMatch;
import java.time.Duration;
import java.util.List;

/** Results of runs that never ran. */
public final class TestResults {

    private TestResults() {}

    /** A run that passed. */
    public static RunResult passed(long seed) {
        return result(seed, Status.PASSED, List.of());
    }

    /** A run in which given violations happened, explained or not. */
    public static RunResult failed(long seed, Status status, Violation... violations) {
        return result(seed, status, List.of(violations));
    }

    /** A violation that no find explains. */
    public static Violation violation(Failure failure) {
        return Violation.of(failure, null, null);
    }

    /** A violation that a find explains. */
    public static Violation explained(Failure failure, KnownFindMatch find) {
        return Violation.of(failure, null, find);
    }

    private static RunResult result(long seed, Status status, List<Violation> violations) {
        return of(seed, status, Duration.ZERO, violations);
    }

    /** A run of a given length. */
    public static RunResult of(
            long seed, Status status, Duration virtual, List<Violation> violations) {
        return new RunResult(
                seed,
                0,
                status,
                new RunResult.Extent(0, virtual.toNanos(), 0, 0),
                RunResult.Disturbance.NONE,
                OperationCounts.NONE,
                RunResult.Counts.NONE,
                violations,
                List.of(),
                List.of(),
                List.of());
    }
}
