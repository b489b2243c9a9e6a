package dev.pekkosim.testkit;

import dev.pekkosim.engine.Failure;
import dev.pekkosim.engine.RunFailedException;
import dev.pekkosim.testkit.cluster.RunProperties;
import dev.pekkosim.testkit.cluster.SimSetupException;
import java.util.Arrays;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * What a body threw, as a failure of its run: without the wrappers in which futures hand on an
 * exception, and with the line of the body first.
 *
 * @param kind what sort of failure it is
 * @param property the name of what was violated
 * @param message the actual values
 * @param cause the exception that says most
 */
record BodyFailure(Failure.Kind kind, String property, String message, Throwable cause) {

    /**
     * What a body threw.
     *
     * @param thrown the exception or the assertion
     * @param body the body, whose class and those around it tell its lines
     */
    static BodyFailure of(Throwable thrown, Body body) {
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
        Throwable said = unwrapped(thrown);
        String line = lineOf(thrown, said, body);
        if (said instanceof AssertionError) {
            return new BodyFailure(
                    Failure.Kind.PROPERTY,
                    RunProperties.BODY_ASSERTION,
                    line + String.valueOf(said.getMessage()),
                    said);
        }
        return new BodyFailure(
                Failure.Kind.EXCEPTION, RunProperties.BODY_EXCEPTION, line + said, said);
    }

    private static Throwable unwrapped(Throwable thrown) {
        Throwable said = thrown;
        while ((said instanceof CompletionException || said instanceof ExecutionException)
                && said.getCause() != null) {
            said = said.getCause();
        }
        return said;
    }

    /** Where the body was, such as {@code CounterTest.java:34: }; empty if no stack has it. */
    private static String lineOf(Throwable thrown, Throwable said, Body body) {
        String host = hostOf(body.getClass().getName());
        StackTraceElement frame = frameIn(thrown, host);
        if (frame == null) {
            frame = frameIn(said, host);
        }
        return frame == null ? "" : frame.getFileName() + ":" + frame.getLineNumber() + ": ";
    }

    private static @Nullable StackTraceElement frameIn(Throwable thrown, String host) {
        return Arrays.stream(thrown.getStackTrace())
                .filter(frame -> hostOf(frame.getClassName()).equals(host))
                .findFirst()
                .orElse(null);
    }

    /** The outermost class, which is the one whose file it is in. */
    private static String hostOf(String className) {
        int nested = className.indexOf('$');
        return nested < 0 ? className : className.substring(0, nested);
    }
}
