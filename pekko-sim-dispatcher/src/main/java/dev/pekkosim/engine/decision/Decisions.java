// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.engine.decision;

import dev.pekkosim.engine.Internal;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Hands out the decision streams of a run: one per purpose, node and incarnation, each derived from
 * the seed.
 *
 * @hidden
 */
@Internal
public final class Decisions {

    /** The node index of a stream that belongs to no node. */
    public static final int NO_NODE = -1;

    private record Key(Purpose purpose, int node, int incarnation, String consumer) {}

    private final long seed;
    private final RunHash hash;
    private final Map<Key, DecisionStream> streams = new HashMap<>();
    private final Map<Integer, String> nodeNames = new HashMap<>();
    private DecisionStream.@Nullable Observer observer;

    /**
     * Creates the streams of one run; none was drawn from.
     *
     * @param seed fixes the run
     * @param hash takes in every draw
     */
    public Decisions(long seed, RunHash hash) {
        this.seed = seed;
        this.hash = hash;
    }

    /**
     * The stream of a purpose that belongs to no node.
     *
     * @param purpose what is decided
     */
    public DecisionStream stream(Purpose purpose) {
        return stream(purpose, NO_NODE, 0);
    }

    /**
     * The stream of a purpose on one incarnation of a node; the same object for the same arguments.
     *
     * @param purpose what is decided
     * @param node the node's index, or {@link #NO_NODE}
     * @param incarnation which life of the node, from 0
     */
    public DecisionStream stream(Purpose purpose, int node, int incarnation) {
        return streams.computeIfAbsent(new Key(purpose, node, incarnation, ""), this::make);
    }

    /**
     * The stream of one consumer of a purpose that belongs to no node; the same object for the same
     * arguments. Consumers shift no decision of each other.
     *
     * @param purpose what is decided
     * @param consumer names who draws, a constant
     */
    public DecisionStream stream(Purpose purpose, String consumer) {
        Key key = new Key(purpose, NO_NODE, 0, consumer);
        return streams.computeIfAbsent(key, this::make);
    }

    private DecisionStream make(Key key) {
        DecisionStream stream = new DecisionStream(seedOf(key), hash, () -> nameOf(key));
        stream.observe(observer);
        return stream;
    }

    /** Sets who sees every draw, or null for nobody. */
    public void observe(DecisionStream.@Nullable Observer newObserver) {
        observer = newObserver;
        streams.values().forEach(stream -> stream.observe(newObserver));
    }

    /** Says how a node is called, for the names of its streams. */
    public void name(int node, String name) {
        nodeNames.put(node, name);
    }

    /**
     * A number for a step, the same in every execution of the seed. It is not drawn.
     *
     * @param number the step's, from 1
     */
    public long stepSeed(long number) {
        return DecisionStream.scatter(seed + DecisionStream.scatter(number));
    }

    private String nameOf(Key key) {
        String purpose = key.purpose.name().toLowerCase(Locale.ROOT).replace('_', '-');
        if (key.node == NO_NODE) {
            return key.consumer.isEmpty() ? purpose : purpose + " " + key.consumer;
        }
        String node = nodeNames.getOrDefault(key.node, "node " + key.node);
        return purpose + " " + node + (key.incarnation == 0 ? "" : "#" + key.incarnation);
    }

    private long seedOf(Key key) {
        long mixed = DecisionStream.scatter(seed + 0x632be59bd9b4e019L);
        mixed = DecisionStream.scatter(mixed ^ key.purpose.code() * 0x9e3779b97f4a7c15L);
        mixed = DecisionStream.scatter(mixed ^ (key.node + 2L) * 0xd1342543de82ef95L);
        mixed = DecisionStream.scatter(mixed ^ (key.incarnation + 1L) * 0xbf58476d1ce4e5b9L);
        return key.consumer.isEmpty()
                ? mixed
                : DecisionStream.scatter(mixed ^ key.consumer.hashCode() * 0x94d049bb133111ebL);
    }
}
