package org.scalatest.exceptions;

/** As in ScalaTest: no {@code AssertionError}. */
public class TestFailedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public TestFailedException(String message) {
        super(message);
    }
}
