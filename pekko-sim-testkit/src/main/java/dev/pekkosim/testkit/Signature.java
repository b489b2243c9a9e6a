// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.testkit;

import dev.pekkosim.engine.Failure;
import dev.pekkosim.engine.StackLine;
import dev.pekkosim.testkit.body.FailedAssertion;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What makes two violations the same: runs that fail with one signature most likely have one cause.
 *
 * @param property the property or checker that does not hold, or the rule of every run that was
 *     broken
 * @param kind what sort of failure it is
 * @param subject the exception behind it and the application's frame that threw it, such as
 *     {@code com.acme.NoFunds at com.acme.Account.debit(Account.java:42)}; empty if there is no
 *     exception
 * @since 0.1.0
 */
public record Signature(String property, Failure.Kind kind, String subject) {

    private static final List<String> NOT_OF_THE_APPLICATION = List.of(
            "java.",
            "javax.",
            "jdk.",
            "sun.",
            "scala.",
            "kotlin.",
            "org.apache.pekko.",
            "org.assertj.",
            "org.opentest4j.",
            "dev.pekkosim.agent.",
            "dev.pekkosim.engine.",
            "dev.pekkosim.dispatcher.",
            "dev.pekkosim.junit.MethodCall");

    /** The signature of a failure. */
    static Signature of(Failure failure) {
        return new Signature(failure.property(), failure.kind(), subjectOf(failure.cause()));
    }

    private static String subjectOf(@Nullable Throwable cause) {
        if (cause == null) {
            return "";
        }
        StackTraceElement[] stack = cause.getStackTrace();
        String place = Arrays.stream(stack)
                .filter(Signature::isOfTheApplication)
                .findFirst()
                .or(() -> Arrays.stream(stack).findFirst())
                .map(frame -> " at " + StackLine.of(frame))
                .orElse("");
        return cause.getClass().getName() + place;
    }

    static boolean isOfTheApplication(StackTraceElement frame) {
        String name = frame.getClassName();
        return NOT_OF_THE_APPLICATION.stream().noneMatch(name::startsWith)
                && !FailedAssertion.isOfAFramework(name);
    }

    @Override
    public String toString() {
        return property + (subject.isEmpty() ? "" : ": " + subject);
    }
}
