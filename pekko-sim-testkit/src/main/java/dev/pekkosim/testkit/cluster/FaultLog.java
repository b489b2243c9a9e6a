// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.testkit.cluster;

import dev.pekkosim.engine.Internal;
import dev.pekkosim.engine.run.Engine;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The faults of a run, as they are applied.
 *
 * @hidden
 */
@Internal
public final class FaultLog {

    private final Engine engine;
    private final List<Fault> faults = new ArrayList<>();
    private @Nullable String family;
    private boolean isOver;

    FaultLog(Engine engine) {
        this.engine = engine;
    }

    /**
     * Takes in a fault, and puts it into the hash and the trace of the run.
     *
     * @throws IllegalStateException if the run is over
     */
    public void add(String kind, String description) {
        if (isOver) {
            throw new IllegalStateException("the run is over, and its cluster with it, but it gets"
                    + " another fault: " + description);
        }
        faults.add(new Fault(engine.now(), kind, description, family));
        engine.event(description.hashCode(), description);
    }

    /**
     * Does something in the name of a fault family.
     *
     * @param name the family's name
     * @param act what it does
     */
    public void inTheNameOf(String name, Runnable act) {
        String outer = family;
        family = name;
        try {
            act.run();
        } finally {
            family = outer;
        }
    }

    /** The run is over: nothing can happen to its cluster any more. */
    public void close() {
        isOver = true;
    }

    /** All of them, oldest first. */
    public List<Fault> faults() {
        return List.copyOf(faults);
    }
}
