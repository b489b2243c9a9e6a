package dev.pekkosim.testkit.cluster;

/** A campaign or cluster is set up wrongly: the message names the mistake and the fix. */
public final class SimSetupException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param message what is wrong, and what to do
     */
    public SimSetupException(String message) {
        super(message);
    }
}
