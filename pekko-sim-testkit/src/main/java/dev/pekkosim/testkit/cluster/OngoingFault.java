package dev.pekkosim.testkit.cluster;

/** A fault of the network that lasts until it is ended, at the latest by {@code heal()} of the cluster. */
public final class OngoingFault {

    private final NetworkFaults faults;
    private final String kind;
    private final String description;
    private final Runnable end;
    private boolean ended;

    OngoingFault(NetworkFaults faults, String kind, String description, Runnable end) {
        this.faults = faults;
        this.kind = kind;
        this.description = description;
        this.end = end;
    }

    /** Ends it. Doing so again does nothing. */
    public void end() {
        if (!ended) {
            faults.applied(kind, description);
            endUnseen();
        }
    }

    /** Ends it without a fault of its own in the report. */
    void endUnseen() {
        ended = true;
        faults.ended(this);
        end.run();
    }

    @Override
    public String toString() {
        return description;
    }
}
