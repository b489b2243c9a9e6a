package dev.pekkosim.transport;

import java.util.function.Supplier;
import org.apache.pekko.actor.ActorSystem;

/** Two nodes and what lies between them, simulated or real, as {@link ArteryContract} sees them. */
interface ContractWire {

    /** The two nodes. */
    enum Node {
        NEAR,
        FAR
    }

    /** Starts the actor system of a node, or starts it again under the address that it had. */
    ActorSystem start(Node node);

    /** Does something in the name of a node. */
    <T> T on(Node node, Supplier<T> action);

    /** How an actor of a node is named elsewhere. */
    String path(Node node, String actor);

    /** Ends an actor system in order. */
    void terminate(Node node);

    /**
     * Ends a node without a word.
     *
     * @param hostDead whether its machine is silent from now on; otherwise it resets connections
     *     and takes none
     */
    void crash(Node node, boolean hostDead);

    /** Resets all connections. */
    void reset();

    /** Holds all that is sent. */
    void cut();

    /** Ends the cut. */
    void repair();
}
