package dev.pekkosim.testkit;

/** A fault that lasts until it is ended, at the latest by {@link SimCluster#heal()}. */
public final class OngoingFault {

    private final SimCluster cluster;
    private final String kind;
    private final String description;
    private final Runnable end;
    private boolean ended;

    OngoingFault(SimCluster cluster, String kind, String description, Runnable end) {
        this.cluster = cluster;
        this.kind = kind;
        this.description = description;
        this.end = end;
    }

    /** Ends it. Doing so again does nothing. */
    public void end() {
        if (!ended) {
            cluster.applied(kind, description);
            endUnseen();
        }
    }

    /** Ends it without a fault of its own in the report. */
    void endUnseen() {
        ended = true;
        cluster.ended(this);
        end.run();
    }

    @Override
    public String toString() {
        return description;
    }
}
