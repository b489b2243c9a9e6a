// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.testkit.cluster;

/**
 * A fault that lasts until it is ended, at the latest by {@code heal()} of the cluster. Its end
 * ends this fault only, whatever else of its kind lasts at the same place.
 *
 * @since 0.1.0
 */
public final class OngoingFault {

    private final OngoingFaults among;
    private final String kind;
    private final String description;
    private final Runnable end;

    /**
     * @param kind which verb its end is in the report
     * @param description the end with what it is applied to
     */
    OngoingFault(OngoingFaults among, String kind, String description, Runnable end) {
        this.among = among;
        this.kind = kind;
        this.description = description;
        this.end = end;
    }

    /** Ends it. Doing so again, or when something else has ended it, does nothing. */
    public void end() {
        if (isActive()) {
            among.log().add(kind, description);
            endUnseen();
        }
    }

    /** Whether it lasts. */
    public boolean isActive() {
        return among.contains(this);
    }

    /** Ends it without a fault of its own in the report. */
    void endUnseen() {
        among.remove(this);
        end.run();
    }

    @Override
    public String toString() {
        return description;
    }
}
