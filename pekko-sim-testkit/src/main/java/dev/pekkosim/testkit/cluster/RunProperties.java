// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.testkit.cluster;

/**
 * The names of the properties that runs of every application have in common.
 *
 * @since 0.1.0
 */
public final class RunProperties {

    /** After heal all nodes become Up and see each other. */
    public static final String CLUSTER_CONVERGES = "the cluster converges after heal";

    /** After heal every region of sharding gets rid of what it has buffered. */
    public static final String BUFFERS_EMPTY = "sharding delivers what it buffered after heal";

    /** A workload comes to its end. */
    public static final String WORKLOAD_ENDS = "the workload ends";

    /** What the healed application is asked it answers: nothing in it waits for ever. */
    public static final String APPLICATION_ANSWERS = "the application answers after heal";

    /** What the body of a run asks is answered. */
    public static final String BODY_ASKS = "what the body of the run asks is answered";

    /** What the body of a run asserts. */
    public static final String BODY_ASSERTION = "assertion in the body of the run";

    /** What an actor asserts, of the application or of Pekko. */
    public static final String ACTOR_ASSERTION = "assertion in an actor";

    /** The body of a run throws nothing but assertions. */
    public static final String BODY_EXCEPTION = "no exception leaves the body of the run";

    private RunProperties() {}
}
