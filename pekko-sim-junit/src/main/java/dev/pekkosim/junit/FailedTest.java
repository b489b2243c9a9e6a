// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.junit;

import dev.pekkosim.engine.Failure;
import dev.pekkosim.testkit.RunResult;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.opentest4j.AssertionFailedError;

/** Makes the one exception that a failing test throws. */
final class FailedTest {

    private FailedTest() {}

    /**
     * An exception that is shown where the application failed, with what was expected if an
     * assertion said so, which an IDE shows side by side.
     *
     * @param message the report
     * @param failed the runs that failed, of which the first is the one that the report shows
     */
    static AssertionFailedError of(String message, List<RunResult> failed) {
        Throwable cause = failed.isEmpty() ? null : causeOf(failed.get(0));
        AssertionFailedError error = cause instanceof AssertionFailedError said
                        && said.isExpectedDefined()
                        && said.isActualDefined()
                ? new AssertionFailedError(message, said.getExpected(), said.getActual(), said)
                : new AssertionFailedError(message, cause);
        if (cause != null) {
            error.setStackTrace(cause.getStackTrace());
        }
        return error;
    }

    private static @Nullable Throwable causeOf(RunResult result) {
        Failure failure = result.failure();
        return failure == null ? null : failure.cause();
    }
}
