// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.engine;

/**
 * Thrown in the body of a run to end it with a failure.
 *
 * @since 0.1.0
 */
public final class RunFailedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Failure.Kind kind;
    private final String property;

    /**
     * Creates the exception.
     *
     * @param kind what sort of failure it is
     * @param property the name of what was violated
     * @param message the actual values
     */
    public RunFailedException(Failure.Kind kind, String property, String message) {
        super(message);
        this.kind = kind;
        this.property = property;
    }

    /** What sort of failure it is. */
    public Failure.Kind kind() {
        return kind;
    }

    /** The name of what was violated. */
    public String property() {
        return property;
    }
}
