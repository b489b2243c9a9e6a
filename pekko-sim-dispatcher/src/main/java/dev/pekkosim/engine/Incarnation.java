package dev.pekkosim.engine;

import java.util.IdentityHashMap;
import java.util.Random;

/**
 * One life of a node, in whose name steps run. The driver, which is no node and never dies, has one too.
 */
public final class Incarnation {

    /** The node index of the driver: the body of the run, the wire and the stores. */
    public static final int DRIVER_NODE = -1;

    private final int node;
    private final int number;
    private final String name;
    private final DecisionStream appRandom;
    private final Random nodeRandom;
    private final IdentityHashMap<Object, long[]> counters = new IdentityHashMap<>();
    private boolean alive = true;

    Incarnation(int node, int number, String name, Decisions decisions) {
        this.node = node;
        this.number = number;
        this.name = name;
        this.appRandom = decisions.stream(Purpose.APP_RANDOM, node, number);
        this.nodeRandom = new StreamRandom(appRandom);
    }

    /** The node's index, from 0, or {@link #DRIVER_NODE}. */
    public int node() {
        return node;
    }

    /** Which life of the node this is, from 0. */
    public int number() {
        return number;
    }

    /** The node's name. */
    public String name() {
        return name;
    }

    /** Whether steps of it may still run. */
    public boolean isAlive() {
        return alive;
    }

    void die() {
        alive = false;
    }

    DecisionStream appRandom() {
        return appRandom;
    }

    Random nodeRandom() {
        return nodeRandom;
    }

    long nextCount(Object counter, long initial) {
        return counters.computeIfAbsent(counter, k -> new long[] {initial})[0]++;
    }

    @Override
    public String toString() {
        return number == 0 ? name : name + "#" + number;
    }
}
