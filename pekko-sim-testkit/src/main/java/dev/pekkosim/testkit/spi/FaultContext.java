// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.testkit.spi;

import dev.pekkosim.engine.decision.DecisionStream;
import java.time.Duration;
import java.util.List;

/**
 * A run as a fault family sees it. Belongs to one family in one run.
 *
 * @since 0.1.0
 */
public interface FaultContext {

    /**
     * The cluster, with the verbs that apply faults and end them; they count as faults of this
     * family.
     */
    TargetCluster cluster();

    /** The stream from which this family, and nothing else, draws. */
    DecisionStream decisions();

    /** How often it strikes. */
    Intensity intensity();

    /**
     * Names the server nodes that may be taken down now, without more nodes down at once than the
     * nemesis may have. Empty when the budget is used up.
     */
    List<String> mayGoDown();

    /** How many more server nodes may be taken down now. */
    int budget();

    /**
     * Does something later, unless the chaos phase is over by then.
     *
     * @param from shortest virtual time from now
     * @param to longest virtual time from now; drawn evenly between the two
     * @param act what it does; an exception that it throws fails the run
     */
    void after(Duration from, Duration to, Runnable act);

    /**
     * Takes a fault into the report, the trace and the hash; the verbs of the cluster and its nodes
     * do so by themselves.
     *
     * @param kind which verb, a constant
     * @param description the verb with what it is applied to
     */
    void applied(String kind, String description);
}
