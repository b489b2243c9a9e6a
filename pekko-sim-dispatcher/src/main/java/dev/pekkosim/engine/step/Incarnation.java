// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.engine.step;

import dev.pekkosim.engine.Internal;
import dev.pekkosim.engine.decision.DecisionStream;
import dev.pekkosim.engine.decision.Decisions;
import dev.pekkosim.engine.decision.Purpose;
import dev.pekkosim.engine.decision.StreamRandom;
import dev.pekkosim.engine.time.MachineClock;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One life of a node, in whose name steps run. The driver, which is no node and never dies, has one
 * too.
 *
 * @hidden
 */
@Internal
public final class Incarnation {

    /** The node index of the driver: the body of the run, the wire and the stores. */
    public static final int DRIVER_NODE = Decisions.NO_NODE;

    /** No virtual time: it is not busy. */
    static final long IDLE = -1;

    private final int node;
    private final int number;
    private final String name;
    private final DecisionStream appRandom;
    private final Random nodeRandom;
    private final IdentityHashMap<Object, long[]> counters = new IdentityHashMap<>();
    private final List<Thread> shutdownHooks = new ArrayList<>();
    private final MachineClock clock;
    private @Nullable Consumer<IllegalStateException> onExit;
    private @Nullable Consumer<InterruptedException> onInterrupt;
    private boolean alive = true;
    private boolean paused;
    private int slowness = 1;
    private long busyUntil = IDLE;

    /**
     * Creates a life that has just begun.
     *
     * @param node the node's index, from 0, or {@link #DRIVER_NODE}
     * @param number which life, from 0
     * @param name the node's name
     * @param decisions give it a stream of its own
     * @param clock the clocks of its machine, the same for all its lives
     */
    public Incarnation(int node, int number, String name, Decisions decisions, MachineClock clock) {
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

    /**
     * Its steps run no more; the agenda then forgets them. It outlives what has died, so it must
     * keep nothing of that.
     */
    public void die() {
        alive = false;
        onExit = null;
        onInterrupt = null;
        shutdownHooks.clear();
    }

    /**
     * Sets what happens when the application ends the JVM that the life stands for.
     *
     * @param exit takes the call, such as {@code System.exit(1)}, with its stack; does not return
     */
    public void onExit(Consumer<IllegalStateException> exit) {
        onExit = exit;
    }

    /** What happens when the application ends the JVM, or null if it has none of its own. */
    public @Nullable Consumer<IllegalStateException> onExit() {
        return onExit;
    }

    /**
     * Takes a thread that is to run when the JVM that the life stands for shuts down.
     *
     * @param hook not started
     * @throws IllegalArgumentException if it was added before, as the JDK has it
     */
    public void addShutdownHook(Thread hook) {
        if (indexOfHook(hook) >= 0) {
            throw new IllegalArgumentException("Hook previously registered");
        }
        shutdownHooks.add(hook);
    }

    /**
     * Forgets such a thread.
     *
     * @param hook a thread
     * @return whether it was there
     */
    public boolean removeShutdownHook(Thread hook) {
        int index = indexOfHook(hook);
        if (index >= 0) {
            shutdownHooks.remove(index);
        }
        return index >= 0;
    }

    /** The threads that are to run when the JVM shuts down, in the order in which they came. */
    public List<Thread> shutdownHooks() {
        return List.copyOf(shutdownHooks);
    }

    private int indexOfHook(Thread hook) {
        for (int i = 0; i < shutdownHooks.size(); i++) {
            if (shutdownHooks.get(i) == hook) {
                return i;
            }
        }
        return -1;
    }

    /**
     * Sets what happens when an interrupt ends a task of its pools, whose thread goes on.
     *
     * @param interrupt takes it, to log it
     */
    public void onInterrupt(Consumer<InterruptedException> interrupt) {
        onInterrupt = interrupt;
    }

    /**
     * Tells that an interrupt has ended a task.
     *
     * @param interrupt the interrupt
     * @return whether there is someone to be told, so that it is no failure
     */
    public boolean endedByInterrupt(InterruptedException interrupt) {
        if (onInterrupt != null) {
            onInterrupt.accept(interrupt);
        }
        return onInterrupt != null;
    }

    /** The clocks of its machine. */
    public MachineClock clock() {
        return clock;
    }

    // ---- how fast it runs

    /** How many times the virtual time of a step it needs, from 1. */
    int slowness() {
        return slowness;
    }

    /**
     * Sets how slow it is.
     *
     * @param times how many times the virtual time of a step it needs, from 1
     */
    public void slowness(int times) {
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

    // ---- what exists once per JVM, and here once per life

    /** What the application and Pekko draw from. */
    public DecisionStream appRandom() {
        return appRandom;
    }

    /** The same, for code that insists on a {@link Random}. */
    public Random nodeRandom() {
        return nodeRandom;
    }

    /**
     * Counts.
     *
     * @param counter the counter of the JVM, a key by identity
     * @param initial what it begins with in this life
     * @return what it was before
     */
    public long nextCount(Object counter, long initial) {
        return counters.computeIfAbsent(counter, k -> new long[] {initial})[0]++;
    }

    @Override
    public String toString() {
        return number == 0 ? name : name + "#" + number;
    }
}
