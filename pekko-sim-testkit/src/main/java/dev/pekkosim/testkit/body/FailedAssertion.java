// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.testkit.body;

import dev.pekkosim.engine.Internal;
import java.util.List;

/**
 * What test frameworks throw to say that an assertion does not hold. Most say it with an
 * {@code AssertionError}, which Java has for it; some of Scala's have exceptions of their own, such
 * as {@code org.scalatest.exceptions.TestFailedException}. They are known by their names, so that
 * none of these frameworks need be there.
 *
 * @hidden
 */
@Internal
public final class FailedAssertion {

    private static final List<String> FRAMEWORKS = List.of(
            "org.scalatest.",
            "org.scalatestplus.",
            "org.scalacheck.",
            "org.specs2.",
            "munit.",
            "utest.",
            "weaver.",
            "zio.test.",
            "io.kotest.",
            "org.spockframework.",
            "org.testng.",
            "org.junit.",
            "org.hamcrest.",
            "kotlin.test.");

    private FailedAssertion() {}

    /**
     * Whether something that was thrown says so. What says that a test is pending, cancelled or not
     * for here does not.
     */
    public static boolean is(Throwable thrown) {
        return thrown instanceof AssertionError || isOfAFramework(thrown.getClass());
    }

    /** Whether a class is one of such a framework, so that its lines say nothing of a test. */
    public static boolean isOfAFramework(String className) {
        return FRAMEWORKS.stream().anyMatch(className::startsWith);
    }

    private static boolean isOfAFramework(Class<?> type) {
        for (Class<?> one = type; one != Throwable.class; one = one.getSuperclass()) {
            String name = one.getName();
            if (isOfAFramework(name) && name.substring(name.lastIndexOf('.')).contains("Fail")) {
                return true;
            }
        }
        return false;
    }
}
