package dev.pekkosim.engine;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Random;

/**
 * One life of a node, in whose name steps run. The driver, which is no node and never dies, has one too.
 */
public final class Incarnation {

    /** The node index of the driver: the body of the run, the wire and the stores. */
    public static final int DRIVER_NODE = -1;

    /** No virtual time: it is not busy. */
    static final long IDLE = -1;

    private final int node;
    private final int number;
    private final String name;
    private final DecisionStream appRandom;
    private final Random nodeRandom;
    private final IdentityHashMap<Object, long[]> counters = new IdentityHashMap<>();
    private final NodeClock clock;
    private final List<Step> held = new ArrayList<>();
    private boolean alive = true;
    private boolean paused;
    private int slowness = 1;
    private long busyUntil = IDLE;

    Incarnation(int node, int number, String name, Decisions decisions, NodeClock clock) {
        this.node = node;
        this.number = number;
        this.name = name;
        this.clock = clock;
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

    /** The clocks of its machine. */
    public NodeClock clock() {
        return clock;
    }

    // ---- how fast it runs

    /** How many times the virtual time of a step it needs, from 1. */
    int slowness() {
        return slowness;
    }

    void slowness(int times) {
        slowness = times;
    }

    void paused(boolean isPaused) {
        paused = isPaused;
    }

    long busyUntil() {
        return busyUntil;
    }

    void busyUntil(long nanos) {
        busyUntil = nanos;
    }

    /** Whether nothing of it runs now. */
    boolean isStill() {
        return paused || busyUntil != IDLE;
    }

    /** Keeps a step while it stands still, and says whether it did. */
    boolean hold(Step step) {
        return isStill() && held.add(step);
    }

    /** Gives the steps out that it kept. */
    List<Step> takeHeld() {
        List<Step> taken = List.copyOf(held);
        held.clear();
        return taken;
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
