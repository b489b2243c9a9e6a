// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.testkit;

import dev.pekkosim.engine.Failure;
import dev.pekkosim.engine.RunFailedException;
import dev.pekkosim.testkit.body.FailedAnswerException;
import dev.pekkosim.testkit.body.FailedAssertion;
import dev.pekkosim.testkit.body.NoAnswerError;
import dev.pekkosim.testkit.body.NotYetError;
import dev.pekkosim.testkit.cluster.RunProperties;
import dev.pekkosim.testkit.cluster.SimSetupException;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a body threw, as a failure of its run: without the wrappers in which futures hand on an
 * exception, with the line of the application first, and with what caused it.
 *
 * @param kind what sort of failure it is
 * @param property the name of what was violated
 * @param message the actual values
 * @param cause the exception that says most
 */
record BodyFailure(Failure.Kind kind, String property, String message, Throwable cause) {

    private static final int MOST_CAUSES = 5;
    private static final Pattern COLOUR = Pattern.compile("\u001b\\[[\\d;]*m");

    /** Whose frames are the application's in the testkit's own tests only. */
    private static final String TESTKIT = "dev.pekkosim.testkit.";

    /**
     * What a body threw.
     *
     * @param thrown the exception or the assertion
     * @param body the body, whose class and those around it tell its lines
     * @param lastWait the stack with which the body has last waited without a deadline, or null
     */
    static BodyFailure of(Throwable thrown, Body body, @Nullable Throwable lastWait) {
        if (thrown instanceof RunFailedException failed) {
            return new BodyFailure(
                    failed.kind(), failed.property(), String.valueOf(thrown.getMessage()), thrown);
        }
        if (thrown instanceof SimSetupException) {
            return new BodyFailure(
                    Failure.Kind.SETUP,
                    "the run is set up well",
                    String.valueOf(thrown.getMessage()),
                    thrown);
        }
        if (thrown instanceof NotYetError notYet) {
            return of(notYet.last(), body, lastWait).with(notYet);
        }
        if (thrown instanceof NoAnswerError) {
            return new BodyFailure(
                    Failure.Kind.PROPERTY,
                    RunProperties.BODY_ASKS,
                    lineOf(thrown, thrown, body) + thrown.getMessage(),
                    thrown);
        }
        Throwable said = unwrapped(thrown);
        if (thrown instanceof FailedAnswerException) {
            return new BodyFailure(
                    Failure.Kind.EXCEPTION,
                    RunProperties.BODY_EXCEPTION,
                    lineOf(thrown, thrown, body) + thrown.getMessage() + causesOf(said),
                    said);
        }
        String line = lineOf(thrown, said, body);
        String after = causesOf(said) + (line.isEmpty() ? lastWaitOf(lastWait, body) : "");
        if (FailedAssertion.is(said)) {
            return new BodyFailure(
                    Failure.Kind.PROPERTY,
                    RunProperties.BODY_ASSERTION,
                    line + textOf(said) + after,
                    said);
        }
        return new BodyFailure(
                Failure.Kind.EXCEPTION, RunProperties.BODY_EXCEPTION, line + said + after, said);
    }

    /** The failure of an assertion that did not come to hold. */
    private BodyFailure with(NotYetError notYet) {
        return new BodyFailure(kind, property, message + "\n" + notYet.getMessage(), cause);
    }

    /** Some frameworks colour what they say, whatever shows it. */
    private static String withoutColours(String message) {
        return COLOUR.matcher(message).replaceAll("");
    }

    /** What an assertion says that is not the body's, with the line that made it. */
    static String told(AssertionError assertion) {
        return Arrays.stream(assertion.getStackTrace())
                        .filter(Signature::isOfTheApplication)
                        .findFirst()
                        .or(() -> Arrays.stream(assertion.getStackTrace()).findFirst())
                        .map(frame -> placeOf(frame) + ": ")
                        .orElse("")
                + textOf(assertion)
                + causesOf(assertion);
    }

    private static String textOf(Throwable assertion) {
        return withoutColours(String.valueOf(assertion.getMessage())).strip();
    }

    private static Throwable unwrapped(Throwable thrown) {
        Throwable said = thrown;
        while ((said instanceof CompletionException || said instanceof ExecutionException)
                && said.getCause() != null) {
            said = said.getCause();
        }
        return said;
    }

    /**
     * Where the application was, such as {@code CounterTest.java:34: }; empty if no stack has it.
     */
    private static String lineOf(Throwable thrown, Throwable said, Body body) {
        return frameIn(said, body)
                .or(() -> frameIn(thrown, body))
                .map(frame -> placeOf(frame) + ": ")
                .orElse("");
    }

    /** An answer that fails has no stack of the body that waits for it. */
    private static String lastWaitOf(@Nullable Throwable lastWait, Body body) {
        return lastWait == null
                ? ""
                : frameIn(lastWait, body)
                        .map(frame -> "; the body has last waited at " + placeOf(frame))
                        .orElse("");
    }

    private static String placeOf(StackTraceElement frame) {
        return frame.getFileName() + ":" + frame.getLineNumber();
    }

    /** The innermost frame of the application; of the testkit's packages those of the body. */
    private static Optional<StackTraceElement> frameIn(Throwable thrown, Body body) {
        String host = hostOf(body.getClass().getName());
        return Arrays.stream(thrown.getStackTrace())
                .filter(Signature::isOfTheApplication)
                .filter(frame -> !frame.getClassName().startsWith(TESTKIT)
                        || hostOf(frame.getClassName()).equals(host))
                .findFirst();
    }

    private static String causesOf(Throwable said) {
        StringBuilder causes = new StringBuilder();
        Throwable cause = said.getCause();
        for (int i = 0; i < MOST_CAUSES && cause != null; i++) {
            causes.append("\ncaused by ").append(cause);
            cause = cause.getCause();
        }
        return causes.toString();
    }

    /** The outermost class, which is the one whose file it is in. */
    private static String hostOf(String className) {
        int nested = className.indexOf('$');
        return nested < 0 ? className : className.substring(0, nested);
    }
}
