package org.scalatest.exceptions;

/** As in ScalaTest: says that the test is not for here. */
public class TestCanceledException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public TestCanceledException(String message) {
        super(message);
    }
}
