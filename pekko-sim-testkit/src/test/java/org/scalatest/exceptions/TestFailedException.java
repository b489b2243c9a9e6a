package org.scalatest.exceptions;

/** As in ScalaTest: no {@code AssertionError}. */
public class TestFailedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public TestFailedException(String message) {
        super(message);
    }

    /** As a matcher does it: the frame that threw is the framework's. */
    public static void fail(String message) {
        throw new TestFailedException(message);
    }
}
