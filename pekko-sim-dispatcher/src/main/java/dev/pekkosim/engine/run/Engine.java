// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.engine.run;

import dev.pekkosim.engine.Failure;
import dev.pekkosim.engine.Internal;
import dev.pekkosim.engine.LastStep;
import dev.pekkosim.engine.Limits;
import dev.pekkosim.engine.Outcome;
import dev.pekkosim.engine.carrier.AppThread;
import dev.pekkosim.engine.carrier.AppThreads;
import dev.pekkosim.engine.carrier.BodyWait;
import dev.pekkosim.engine.carrier.Carrier;
import dev.pekkosim.engine.carrier.Carriers;
import dev.pekkosim.engine.carrier.Monitors;
import dev.pekkosim.engine.carrier.PoolTasks;
import dev.pekkosim.engine.carrier.RunParts;
import dev.pekkosim.engine.carrier.StepThread;
import dev.pekkosim.engine.carrier.WrittenFiles;
import dev.pekkosim.engine.decision.Decisions;
import dev.pekkosim.engine.decision.Purpose;
import dev.pekkosim.engine.decision.RunHash;
import dev.pekkosim.engine.end.RunEnd;
import dev.pekkosim.engine.point.Points;
import dev.pekkosim.engine.point.Properties;
import dev.pekkosim.engine.point.RunPoints;
import dev.pekkosim.engine.step.Agenda;
import dev.pekkosim.engine.step.Incarnation;
import dev.pekkosim.engine.step.RunEvents;
import dev.pekkosim.engine.step.Step;
import dev.pekkosim.engine.step.StepKind;
import dev.pekkosim.engine.step.StepNames;
import dev.pekkosim.engine.step.StepObserver;
import dev.pekkosim.engine.step.StepSubjects;
import dev.pekkosim.engine.step.Timer;
import dev.pekkosim.engine.time.MachineClock;
import dev.pekkosim.engine.time.Progress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One run, for all that takes part in it: steps, timers, lives, decisions, and how it ends. What it
 * is made of is in the packages below, each with one concern; here it is put together. It knows no
 * Pekko. See docs/internals/engine.md.
 *
 * <p>All its state belongs to the carrier that holds the baton; handing the baton over is what
 * publishes it. Only {@link #escaped} and {@link #run} are called from other threads.
 *
 * @hidden
 */
@Internal
public final class Engine {

    private final long seed;
    private final Progress progress = new Progress();
    private final RunHash hash = new RunHash();
    private final Decisions decisions;
    private final Incarnation driver;
    private final RunEvents events;
    private final RunEnd end = new RunEnd(progress);
    private final StepNames names = new StepNames();
    private final Agenda agenda;
    private final Points points;
    private final Properties properties;
    private final Carriers carriers;
    private final RunParts parts;
    private final Loop loop;
    private final Watchdog watchdog;
    private final Map<Class<?>, Object> services = new HashMap<>();
    private final List<Consumer<Incarnation>> deathWatches = new ArrayList<>();

    /**
     * Creates the engine of one run.
     *
     * @param seed fixes the run
     * @param limits its bounds
     */
    public Engine(long seed, Limits limits) {
        this.seed = seed;
        decisions = new Decisions(seed, hash);
        driver = new Incarnation(
                Incarnation.DRIVER_NODE, 0, "driver", decisions, new MachineClock());
        events = new RunEvents(hash, decisions);
        agenda = new Agenda(decisions, progress, events, end, names, limits.readySteps());
        points = new Points(decisions, events);
        properties = new Properties(agenda, events, progress, end, this::currentOrDriver);
        carriers = new Carriers(end, limits.carriers(), this::newCarrier, events);
        parts = new RunParts(
                driver,
                decisions,
                progress,
                agenda,
                end,
                new RunPoints(points, properties),
                carriers,
                new Monitors(carriers.all(), decisions.stream(Purpose.SCHEDULE)),
                new AppThreads(carriers, agenda),
                new PoolTasks(),
                new WrittenFiles(),
                new BodyWait(limits.bodyWaitNanos()));
        loop = new Loop(parts, events, names, limits);
        watchdog = new Watchdog(parts, limits);
    }

    private Carrier newCarrier(int index, @Nullable AppThread thread) {
        Consumer<Carrier> work = thread == null ? loop::run : self -> loop.run(self, thread);
        return new StepThread(index, this, parts, thread, work);
    }

    // ---- who and where

    /** The engine whose step runs on this thread, or null outside every run. */
    public static @Nullable Engine current() {
        return Thread.currentThread() instanceof Carrier carrier ? (Engine) carrier.ownRun() : null;
    }

    /** The incarnation whose step runs on this thread, or null outside every run. */
    public static @Nullable Incarnation currentIncarnation() {
        return Thread.currentThread() instanceof Carrier carrier ? carrier.incarnation() : null;
    }

    private Incarnation currentOrDriver() {
        Incarnation current = currentIncarnation();
        return current == null ? driver : current;
    }

    /** Whether this thread may touch the simulated systems: it holds the baton. */
    public boolean isEntered() {
        return carriers.isHolder(Thread.currentThread());
    }

    /** The seed. */
    public long seed() {
        return seed;
    }

    /** Virtual nanoseconds since the start of the run. */
    public long now() {
        return progress.now();
    }

    /** How many steps ran so far. */
    public long steps() {
        return progress.steps();
    }

    /** Whether the run is over, so that nothing may be added to it. */
    public boolean isFinished() {
        return end.isOver();
    }

    /** The decision streams. */
    public Decisions decisions() {
        return decisions;
    }

    /** The buggify points. */
    public Points points() {
        return points;
    }

    /** The properties that the application states. */
    public Properties properties() {
        return properties;
    }

    /**
     * An object that exists once per run, made when it is first asked for.
     *
     * @param type its class, the key
     * @param factory makes it
     */
    public <T> T service(Class<T> type, Function<Engine, T> factory) {
        Object found = services.get(type);
        if (found == null) {
            found = factory.apply(this);
            services.put(type, found);
        }
        return type.cast(found);
    }

    // ---- what happens

    /**
     * Sets who sees the steps.
     *
     * @param newObserver the observer, or null for none
     */
    public void observe(@Nullable StepObserver newObserver) {
        events.observe(newObserver);
    }

    /** Whether anyone sees the steps, so that describing them is worth its cost. */
    public boolean isObserved() {
        return events.isObserved();
    }

    /**
     * Sets how people read what steps work on, for those that are named when a limit is passed.
     *
     * @param name takes the work of a step that is about to run; what it says is the same in every
     *     execution of the seed
     */
    public void nameWork(Function<Object, String> name) {
        names.nameWork(name);
    }

    /**
     * Sets what is kept of the last steps, for a run that fails.
     *
     * @param subjects tells what they are about
     */
    public void keepSteps(StepSubjects subjects) {
        events.lastSteps().subjects(subjects);
    }

    /** The last steps of nodes, oldest first; not many. */
    public List<LastStep> lastSteps() {
        return events.lastSteps().list();
    }

    /**
     * Takes an event within the current step into the hash and the trace.
     *
     * @param label number that is the same in every execution of the seed
     * @param what described by the trace
     */
    public void event(long label, Object what) {
        requireBaton("told of an event");
        events.event(label, what);
    }

    // ---- adding work

    /**
     * Adds a step that can run now.
     *
     * @param owner in whose name it runs; nothing happens if it is dead
     * @param kind what it is
     * @param label number that tells it from others, the same in every execution of the seed
     * @param work what runs
     */
    public void submit(Incarnation owner, StepKind kind, long label, Runnable work) {
        requireBaton("submitted a step");
        if (owner.isAlive()) {
            agenda.add(new Step(owner, kind, label, work, null));
        }
    }

    /**
     * Adds a step that can run after a delay.
     *
     * @param owner in whose name it runs
     * @param delayNanos nanoseconds from now, not negative: virtual ones, or for
     *     {@link StepKind#TIMER} those that the owner's clock counts
     * @param kind what it is
     * @param label number that tells it from others, the same in every execution of the seed
     * @param work what runs
     */
    public Timer schedule(
            Incarnation owner, long delayNanos, StepKind kind, long label, Runnable work) {
        requireBaton("set a timer");
        requireNotNegative("delay", delayNanos);
        long delay = kind == StepKind.TIMER ? owner.clock().virtualDelay(delayNanos) : delayNanos;
        return agenda.add(new Step(owner, kind, label, work, null), delay);
    }

    /**
     * Adds work that is no part of the run, such as writing a log: it is done before the next step,
     * in order, and neither takes virtual time nor enters the hash.
     *
     * @param owner in whose name it runs
     * @param work what runs; it must draw nothing
     */
    public void submitQuietly(Incarnation owner, Runnable work) {
        requireBaton("submitted work");
        agenda.addQuiet(new Step(owner, StepKind.TASK, 0, work, null));
    }

    /**
     * An executor whose tasks are steps of an incarnation.
     *
     * @param owner in whose name they run
     */
    public Executor executorOf(Incarnation owner) {
        return parts.executorOf(owner);
    }

    // ---- lives

    /** The incarnation that belongs to no node and never dies. */
    public Incarnation driver() {
        return driver;
    }

    /**
     * Starts a life of a node.
     *
     * @param node the node's index, from 0
     * @param number which life, from 0
     * @param name the node's name
     */
    public Incarnation incarnation(int node, int number, String name) {
        return incarnation(node, number, name, new MachineClock());
    }

    /**
     * Starts a life of a node.
     *
     * @param node the node's index, from 0
     * @param number which life, from 0
     * @param name the node's name
     * @param clock the clocks of its machine, the same for all its lives
     */
    public Incarnation incarnation(int node, int number, String name, MachineClock clock) {
        requireBaton("started a life of a node");
        requireNotNegative("node", node);
        requireNotNegative("number of a life", number);
        decisions.name(node, name);
        return new Incarnation(node, number, name, decisions, clock);
    }

    /**
     * Ends a life: none of its steps runs again, its timers are gone, and what blocks in its name
     * never goes on. Does not return when called in the name of that incarnation.
     *
     * @param incarnation the incarnation that dies, not the driver; nothing happens if it is dead
     */
    public void kill(Incarnation incarnation) {
        requireBaton("killed a node");
        requireNode(incarnation);
        if (incarnation.isAlive()) {
            incarnation.die();
            agenda.forget(incarnation);
            events.lastSteps().forget(incarnation);
            parts.threads().forget(incarnation);
            parts.poolTasks().forget(incarnation);
            carriers.died(incarnation);
            deathWatches.forEach(watch -> watch.accept(incarnation));
        }
        if (Thread.currentThread() instanceof Carrier carrier
                && carrier.incarnation() == incarnation) {
            carrier.blockForever();
        }
    }

    /**
     * The stack with which the body has last waited without a deadline of its own, or null if it
     * has not. An answer that fails brings no stack of whoever waits for it.
     */
    public @Nullable Throwable lastBodyWait() {
        return parts.bodyWait().last();
    }

    /**
     * Has something done after each death of an incarnation, such as to forget what belonged to it.
     *
     * @param watch takes the incarnation; what it draws, as timers do, must not depend on the order
     *     of the watches
     */
    public void onDeath(Consumer<Incarnation> watch) {
        deathWatches.add(watch);
    }

    /**
     * Stops a life: nothing of it runs until it is resumed, while the time goes on and timers
     * become due. Models a virtual machine that is moved or starved, a process that is stopped, or
     * a garbage collection that stops the world.
     *
     * @param incarnation the life
     */
    public void pause(Incarnation incarnation) {
        requireBaton("paused a node");
        requireNode(incarnation);
        agenda.pause(incarnation);
    }

    /**
     * Lets a life go on.
     *
     * @param incarnation the life
     */
    public void resume(Incarnation incarnation) {
        requireBaton("resumed a node");
        requireNode(incarnation);
        agenda.resume(incarnation);
    }

    /**
     * Sets how slow the processor of a life is. After each of its steps, which costs 1 to 5 virtual
     * microseconds, it rests as long as it would have needed for the step beyond that; other nodes
     * go on meanwhile. Models a busy or throttled processor.
     *
     * @param incarnation the life
     * @param times how many times the time of other nodes it needs, from 1, which is as fast as
     *     they are
     */
    public void slow(Incarnation incarnation, int times) {
        requireBaton("slowed a node");
        requireNode(incarnation);
        if (times < 1) {
            throw new IllegalArgumentException(
                    "a node must be slowed at least 1 times, but is " + times);
        }
        incarnation.slowness(times);
    }

    /**
     * The steps of nodes that wait within: whose each is, what it waits for, and where. To be
     * called in a step.
     *
     * @throws IllegalStateException if the caller is no step of this run
     */
    public List<String> blockedSteps() {
        if (!(Thread.currentThread() instanceof Carrier self) || !isEntered()) {
            throw new IllegalStateException("blockedSteps must be called in a step of the run");
        }
        return carriers.describeBlockedSteps(self);
    }

    // ---- waiting, for the body of the run

    /**
     * Lets virtual time pass; other steps run meanwhile.
     *
     * @param nanos how long, not negative
     */
    public void sleep(long nanos) {
        requireNotNegative("time to sleep", nanos);
        if (Thread.currentThread() instanceof Carrier carrier && carrier.ownRun() == this) {
            carrier.pause(nanos);
        } else {
            throw new IllegalStateException("sleep must be called inside the run, but is called by "
                    + Thread.currentThread().getName());
        }
    }

    /**
     * Waits until a condition holds. It is looked at at once, and then on whichever carrier has the
     * baton, which has the thread locals of the caller meanwhile and is shown as the caller's
     * thread; on the caller's own if that is the owner of a lock, in a monitor or in a static
     * initialiser, or belongs to a node.
     *
     * @param boundNanos the longest virtual time to wait
     * @param pollNanos virtual time from one look to the next, not negative
     * @param condition looked at once each time, in a step of the caller's incarnation; it may
     *     block. What it throws is thrown here
     * @return whether it came to hold
     */
    public boolean await(long boundNanos, long pollNanos, BooleanSupplier condition) {
        requireNotNegative("time to poll", pollNanos);
        if (Thread.currentThread() instanceof StepThread carrier && carrier.ownRun() == this) {
            return carrier.await(boundNanos, pollNanos, condition);
        }
        throw new IllegalStateException("await must be called inside the run, but is called by "
                + Thread.currentThread().getName());
    }

    // ---- the doors

    /**
     * All state belongs to the holder of the baton. Before the run begins nobody has it, and when
     * it is over what is still asked for is of no consequence.
     */
    private void requireBaton(String what) {
        Carrier holder = carriers.holder();
        if (holder != null && holder != Thread.currentThread() && !end.isOver()) {
            escaped(what);
            throw new IllegalStateException(
                    "the engine must be used by the thread that has the baton, " + "but thread '"
                            + Thread.currentThread().getName() + "' " + what);
        }
    }

    private static void requireNotNegative(String what, long value) {
        if (value < 0) {
            throw new IllegalArgumentException(what + " must not be negative, but is " + value);
        }
    }

    private static void requireNode(Incarnation incarnation) {
        if (incarnation.node() == Incarnation.DRIVER_NODE) {
            throw new IllegalArgumentException(
                    "incarnation must be one of a node, but is the driver");
        }
    }

    // ---- the end

    /**
     * Has each failure judged at the moment at which it is noticed. Unless told otherwise a run
     * ends at its first failure.
     *
     * @param judge takes a failure and says whether the run may go on; on the thread that noticed
     *     it, which is a step of the run if {@link #isEntered()}
     */
    public void onFailure(Predicate<Failure> judge) {
        end.onFailure(judge);
    }

    /** Ends the run: nothing is done any more when the current step is over or blocks. */
    public void finish() {
        end.finish();
    }

    /**
     * Takes in a failure of the run, and ends it unless it may go on. Once the run is over nothing
     * is a failure any more.
     *
     * @param kind what sort of failure it is
     * @param property the name of what was violated
     * @param message the actual values
     * @param cause the exception behind it, if there is one
     */
    public void fail(
            Failure.Kind kind, String property, String message, @Nullable Throwable cause) {
        end.fail(kind, property, message, cause);
    }

    /**
     * Reports that a thread which does not hold the baton touched a simulated system. May be called
     * on any thread.
     *
     * @param what what it did
     */
    public void escaped(String what) {
        parts.escaped(what);
    }

    /**
     * Executes the run and waits for its end. The calling thread takes no part in it.
     *
     * @param body what runs as the first step; when it returns the run is over
     */
    public Outcome run(Runnable body) {
        submit(driver, StepKind.BODY, 0, body);
        carriers.pass(carriers.add(null));
        watchdog.awaitEnd();
        // Before the stacks unwind, where code may still draw.
        Outcome outcome = new Outcome(
                seed,
                hash.value(),
                progress.steps(),
                progress.now(),
                end.failure(),
                parts.writtenFiles().list());
        dispose();
        return outcome;
    }

    private void dispose() {
        end.finish();
        carriers.stop();
        agenda.clear();
        services.clear();
        deathWatches.clear();
        observe(null);
    }
}
