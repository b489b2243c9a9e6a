package dev.pekkosim.engine;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The event loop of one run: ready steps, timers, the virtual clock and the baton that makes many carrier threads
 * one logical thread. It knows no Pekko.
 *
 * <p>All its state belongs to the carrier that holds the baton; handing the baton over is what publishes it.
 * Only {@link #escaped} and {@link #run} are called from other threads.
 */
public final class Engine {

    /** The wall clock of every node at the start of a run: 2026-01-01T00:00:00Z. */
    public static final long EPOCH_NANOS = 1_767_225_600L * 1_000_000_000L;

    static final Runnable NOTHING = () -> {};

    /** Clock readings that a step has for nothing; each one after moves the clock, so that busy loops end. */
    private static final int FREE_CLOCK_READINGS = 10_000;

    private static final long CLOCK_READING_NANOS = 1_000;
    private static final long STEP_BASE_NANOS = 1_000;
    private static final int STEP_JITTER_MASK = 0xfff;

    private final long seed;
    private final Limits limits;
    private final RunHash hash = new RunHash();
    private final Decisions decisions;
    private final DecisionStream schedule;
    private final DecisionStream tieBreaks;
    private final Incarnation driver;
    private final ReadyList ready = new ReadyList();
    private final StillNodes still = new StillNodes(ready);
    private final TimerQueue timers = new TimerQueue();
    private final Deque<Step> quiet = new ArrayDeque<>();
    private final Carriers carriers;
    private final AppThreads threads = new AppThreads(this);
    private final Monitors monitors;
    private final PoolTasks poolTasks = new PoolTasks();
    private final Map<Class<?>, Object> services = new HashMap<>();
    private final List<Consumer<Incarnation>> deathWatches = new ArrayList<>();
    private final AtomicReference<@Nullable Failure> escape = new AtomicReference<>();
    private final HotSpots hotSpots = new HotSpots();
    private final WrittenFiles writtenFiles = new WrittenFiles();
    private final Points points = new Points(this);
    private final Properties properties = new Properties(this);
    private final RunPoints asked = new RunPoints(points, properties);

    private volatile boolean finished;
    private volatile long steps;
    private volatile long now;
    private int clockReadings;
    private @Nullable Failure failure;
    private @Nullable StepObserver observer;

    /**
     * Creates the engine of one run.
     *
     * @param seed fixes the run
     * @param limits its bounds
     */
    public Engine(long seed, Limits limits) {
        this.seed = seed;
        this.limits = limits;
        this.decisions = new Decisions(seed, hash);
        this.schedule = decisions.stream(Purpose.SCHEDULE);
        this.tieBreaks = decisions.stream(Purpose.TIMER);
        this.carriers = new Carriers(this, limits.carriers());
        this.monitors = new Monitors(carriers, schedule);
        this.driver =
                new Incarnation(Incarnation.DRIVER_NODE, 0, "driver", decisions, new NodeClock());
    }

    // ---- who and where

    /** The engine whose step runs on this thread, or null outside every run. */
    public static @Nullable Engine current() {
        return Thread.currentThread() instanceof Carrier carrier ? carrier.engine() : null;
    }

    /** The incarnation whose step runs on this thread, or null outside every run. */
    public static @Nullable Incarnation currentIncarnation() {
        return Thread.currentThread() instanceof Carrier carrier ? carrier.incarnation() : null;
    }

    /** Whether this thread may touch the simulated systems: it holds the baton, or the run is over. */
    public boolean isEntered() {
        return Thread.currentThread() == carriers.holder();
    }

    /** The seed. */
    public long seed() {
        return seed;
    }

    /** Virtual nanoseconds since the start of the run. */
    public long now() {
        return now;
    }

    /** How many steps ran so far. */
    public long steps() {
        return steps;
    }

    /** Whether the run is over, so that nothing may be added to it. */
    public boolean isFinished() {
        return finished;
    }

    /** The decision streams. */
    public Decisions decisions() {
        return decisions;
    }

    /** The rolling hash. */
    public RunHash hash() {
        return hash;
    }

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
        return incarnation(node, number, name, new NodeClock());
    }

    /**
     * Starts a life of a node.
     *
     * @param node the node's index, from 0
     * @param number which life, from 0
     * @param name the node's name
     * @param clock the clocks of its machine, the same for all its lives
     */
    public Incarnation incarnation(int node, int number, String name, NodeClock clock) {
        decisions.name(node, name);
        return new Incarnation(node, number, name, decisions, clock);
    }

    /** The buggify points. */
    public Points points() {
        return points;
    }

    /** The properties that the application states. */
    public Properties properties() {
        return properties;
    }

    /** What points and properties ask. */
    RunPoints asked() {
        return asked;
    }

    /** Whose step runs here, or another one if the thread is not the run's. */
    Incarnation currentOr(Incarnation other) {
        Incarnation current = currentIncarnation();
        return current == null ? other : current;
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

    /**
     * Sets who sees the steps.
     *
     * @param newObserver the observer, or null for none
     */
    public void observe(@Nullable StepObserver newObserver) {
        observer = newObserver;
        decisions.observe(newObserver);
    }

    /** Whether anyone sees the steps, so that describing them is worth its cost. */
    public boolean isObserved() {
        return observer != null;
    }

    /**
     * Takes an event within the current step into the hash and the trace.
     *
     * @param label number that is the same in every execution of the seed
     * @param what described by the trace
     */
    public void event(long label, Object what) {
        hash.mix(label);
        StepObserver seen = observer;
        if (seen != null) {
            seen.onEvent(what, hash.value());
        }
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
        if (owner.isAlive()) {
            ready(new Step(owner, kind, label, work, null));
        }
    }

    /**
     * An executor whose tasks are steps of an incarnation.
     *
     * @param owner in whose name they run
     */
    public Executor executorOf(Incarnation owner) {
        return task -> {
            if (isEntered()) {
                submit(owner, StepKind.TASK, 0, task);
            } else {
                escaped("handed a task to the executor of " + owner);
            }
        };
    }

    /**
     * Adds a step that can run after a delay.
     *
     * @param owner in whose name it runs
     * @param delayNanos nanoseconds from now, not negative: virtual ones, or for {@link StepKind#TIMER} those that the owner's
     *     clock counts
     * @param kind what it is
     * @param label number that tells it from others, the same in every execution of the seed
     * @param work what runs
     */
    public Timer schedule(
            Incarnation owner, long delayNanos, StepKind kind, long label, Runnable work) {
        long delay = kind == StepKind.TIMER ? owner.clock().virtualDelay(delayNanos) : delayNanos;
        return schedule(new Step(owner, kind, label, work, null), delay);
    }

    /**
     * Adds work that is no part of the run, such as writing a log: it is done before the next step, in order, and neither
     * takes virtual time nor enters the hash.
     *
     * @param owner in whose name it runs
     * @param work what runs; it must draw nothing
     */
    public void submitQuietly(Incarnation owner, Runnable work) {
        if (!finished && owner.isAlive()) {
            quiet.add(new Step(owner, StepKind.TASK, 0, work, null));
        }
    }

    void ready(Step step) {
        if (finished || !step.owner().isAlive()) {
            return;
        }
        if (ready.size() >= limits.readySteps()) {
            failLimit(
                    "ready-steps", "more than " + limits.readySteps() + " steps are ready at once");
            return;
        }
        if (step.resumed() != null) {
            step.resumed().wakeIsQueued();
        }
        StepObserver seen = observer;
        if (seen != null) {
            seen.onReady(step.owner(), step.kind(), step.work());
        }
        if (!still.hold(step)) {
            ready.add(step);
        }
    }

    Timer schedule(Step step, long delayNanos) {
        long deadline = now + delayNanos;
        Timer timer = new Timer(
                timers, step, deadline < 0 ? Long.MAX_VALUE : deadline, tieBreaks.nextLong());
        if (!finished && step.owner().isAlive()) {
            timers.add(timer);
        }
        return timer;
    }

    /**
     * Ends a life: none of its steps runs again, its timers are gone, and what blocks in its name never goes on. Does
     * not return when called in the name of that incarnation.
     *
     * @param incarnation the incarnation that dies
     */
    public void kill(Incarnation incarnation) {
        incarnation.die();
        ready.removeIf(step -> step.owner() == incarnation);
        quiet.removeIf(step -> step.owner() == incarnation);
        timers.removeIf(timer -> timer.step().owner() == incarnation);
        still.forget(incarnation);
        threads.forget(incarnation);
        poolTasks.forget(incarnation);
        carriers.died(incarnation);
        deathWatches.forEach(watch -> watch.accept(incarnation));
        if (Thread.currentThread() instanceof Carrier carrier
                && carrier.incarnation() == incarnation) {
            carrier.blockForever();
        }
    }

    // ---- how fast a life runs

    /**
     * Stops a life: nothing of it runs until it is resumed, while the time goes on and timers become due. Models a virtual machine
     * that is moved or starved, a process that is stopped, or a garbage collection that stops the world.
     *
     * @param incarnation the life
     */
    public void pause(Incarnation incarnation) {
        still.pause(incarnation);
    }

    /**
     * Lets a life go on.
     *
     * @param incarnation the life
     */
    public void resume(Incarnation incarnation) {
        still.resume(incarnation);
    }

    /**
     * Sets how slow the processor of a life is. After each of its steps, which costs 1 to 5 virtual microseconds, it rests as long
     * as it would have needed for the step beyond that; other nodes go on meanwhile. Models a busy or throttled processor.
     *
     * @param incarnation the life
     * @param times how many times the time of other nodes it needs, from 1, which is as fast as they are
     */
    public void slow(Incarnation incarnation, int times) {
        if (times < 1) {
            throw new IllegalArgumentException(
                    "a node must be slowed at least 1 times, but is " + times);
        }
        incarnation.slowness(times);
    }

    /**
     * Has something done after each death of an incarnation, such as to forget what belonged to it.
     *
     * @param watch takes the incarnation; it must draw nothing
     */
    public void onDeath(Consumer<Incarnation> watch) {
        deathWatches.add(watch);
    }

    // ---- waiting, for the body of the run

    /**
     * Lets virtual time pass; other steps run meanwhile.
     *
     * @param nanos how long, not negative
     */
    public void sleep(long nanos) {
        if (Thread.currentThread() instanceof Carrier carrier && carrier.engine() == this) {
            carrier.pause(nanos);
        } else {
            throw new IllegalStateException("sleep must be called inside the run, but is called by "
                    + Thread.currentThread().getName());
        }
    }

    // ---- ending

    /**
     * Fails the run; the first failure counts.
     *
     * @param kind what sort of failure it is
     * @param property the name of what was violated
     * @param message the actual values
     * @param cause the exception behind it, if there is one
     */
    public void fail(
            Failure.Kind kind, String property, String message, @Nullable Throwable cause) {
        if (failure == null) {
            failure = new Failure(kind, property, message, steps, now, cause);
        }
        finished = true;
    }

    /**
     * Reports that a thread which does not hold the baton touched a simulated system. May be called on any thread.
     *
     * @param what what it did
     */
    public void escaped(String what) {
        Thread thread = Thread.currentThread();
        if (finished || (thread instanceof Carrier carrier && carrier.isStopped())) {
            return;
        }
        EscapeStack stack = new EscapeStack(thread.getName(), what);
        escape.compareAndSet(
                null,
                new Failure(
                        Failure.Kind.ESCAPE,
                        "no foreign thread touches a simulated system",
                        stack.describe(),
                        steps,
                        now,
                        stack));
    }

    /**
     * Executes the run and waits for its end. The calling thread takes no part in it.
     *
     * @param body what runs as the first step; when it returns the run is over
     */
    public Outcome run(Runnable body) {
        submit(driver, StepKind.BODY, 0, () -> {
            body.run();
            finished = true;
        });
        carriers.pass(carriers.add(null));
        awaitEnd();
        // Before the stacks unwind, where code may still draw.
        Outcome outcome = new Outcome(seed, hash.value(), steps, now, failure, writtenFiles.list());
        dispose();
        return outcome;
    }

    private void awaitEnd() {
        long seenSteps = -1;
        long stalledMillis = 0;
        while (carriers.holder() != null) {
            try {
                carriers.awaitEnd(1_000);
                carriers.buryIfAsked();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                fail(
                        Failure.Kind.EXCEPTION,
                        "the run is not interrupted",
                        "the waiting thread was interrupted",
                        e);
                return;
            }
            stalledMillis = steps == seenSteps ? stalledMillis + 1_000 : 0;
            seenSteps = steps;
            Carrier stalled = carriers.holder();
            if (stalled != null
                    && limits.stepWallMillis() > 0
                    && stalledMillis >= limits.stepWallMillis()) {
                StalledStep stack = new StalledStep(stalled);
                fail(
                        Failure.Kind.LIMIT,
                        "pekko.sim.limits.step-wall-time",
                        "one step ran for more than " + limits.stepWallMillis()
                                + " ms of machine time, in " + stack.place(),
                        stack);
                return;
            }
        }
    }

    private void dispose() {
        finished = true;
        carriers.stop();
        ready.clear();
        quiet.clear();
        timers.removeIf(timer -> true);
        services.clear();
        deathWatches.clear();
        observe(null);
    }

    // ---- the loop

    void loop(Carrier self) {
        while (true) {
            Step step = next(self);
            if (step == null) {
                carriers.announceEnd();
                self.awaitBaton();
                continue;
            }
            account(step);
            Carrier resumed = step.resumed();
            if (resumed == null) {
                execute(self, step);
            } else if (!resumed.mustWaitLonger()) {
                carriers.resume(resumed, self);
            }
        }
    }

    private @Nullable Step next(Carrier self) {
        while (true) {
            if (!finished) {
                carriers.buryDead();
            }
            Failure foreign = escape.get();
            if (foreign != null && failure == null) {
                failure = foreign;
                finished = true;
            }
            if (finished) {
                return null;
            }
            Step logged = quiet.poll();
            if (logged != null) {
                execute(self, logged);
                continue;
            }
            still.release(now);
            while (timers.nextDeadlineNanos() <= now) {
                ready(timers.poll().step());
            }
            if (ready.size() > 0) {
                return draw();
            }
            long next = Math.min(timers.nextDeadlineNanos(), still.nextNanos());
            if (next == Long.MAX_VALUE) {
                fail(
                        Failure.Kind.HANG,
                        "the run ends",
                        "nothing can happen any more: no step is ready, no timer is set, "
                                + carriers.blocked() + " blocked: "
                                + carriers.describeBlocked(self),
                        null);
            } else {
                now = next;
            }
        }
    }

    private Step draw() {
        long drawn = schedule.nextLong();
        long cost = STEP_BASE_NANOS + (drawn & STEP_JITTER_MASK);
        passTime(cost);
        Step step = ready.take((int) (((drawn >>> 32) * ready.size()) >>> 32));
        int slowness = step.owner().slowness();
        if (slowness > 1) {
            still.occupy(step.owner(), now + cost * (slowness - 1));
        }
        return step;
    }

    private void account(Step step) {
        long number = steps + 1;
        steps = number;
        clockReadings = 0;
        hash.mix(now);
        hash.mix(step.label() * 31 + step.kind().code() * 64L + step.owner().node());
        StepObserver seen = observer;
        if (seen != null) {
            seen.onStep(number, now, step.owner(), step.kind(), step.work(), hash.value());
        }
        boolean late = now > limits.virtualNanos();
        if (late || number > limits.steps() - HotSpots.SAMPLE) {
            hotSpots.add(step);
            if (number > limits.steps()) {
                failLimit("steps", "more than " + limits.steps() + " steps; hottest: " + hotSpots);
            } else if (late && hotSpots.size() >= HotSpots.SAMPLE) {
                failLimit(
                        "virtual-time",
                        "more than " + TimeUnit.NANOSECONDS.toSeconds(limits.virtualNanos())
                                + " virtual seconds; hottest: " + hotSpots);
            }
        }
    }

    void failLimit(String key, String message) {
        fail(Failure.Kind.LIMIT, "pekko.sim.limits." + key, message, null);
    }

    private void execute(Carrier self, Step step) {
        self.runAs(step.owner());
        self.beginStep();
        try {
            step.work().run();
        } catch (CarrierStopped e) {
            throw e;
        } catch (RunFailedException e) {
            fail(e.kind(), e.property(), String.valueOf(e.getMessage()), e);
        } catch (Throwable e) {
            self.requireRunning(); // else it is the application's own way out of what was stopped
            fail(Failure.Kind.EXCEPTION, "no exception leaves a step", e.toString(), e);
        }
        self.endStep();
        Thread.interrupted(); // a step leaves its interrupt to no other
        self.runAs(driver);
    }

    // ---- carriers

    /**
     * The steps of nodes that wait within: whose each is, what it waits for, and where. To be called in a step.
     *
     * @throws IllegalStateException if the caller is no step of this run
     */
    public List<String> blockedSteps() {
        if (!(Thread.currentThread() instanceof Carrier self) || !isEntered()) {
            throw new IllegalStateException("blockedSteps must be called in a step of the run");
        }
        return carriers.describeBlockedSteps(self);
    }

    Carriers carriers() {
        return carriers;
    }

    AppThreads threads() {
        return threads;
    }

    Monitors monitors() {
        return monitors;
    }

    PoolTasks poolTasks() {
        return poolTasks;
    }

    WrittenFiles writtenFiles() {
        return writtenFiles;
    }

    /** Runs what a thread of the application would run, on the carrier that was made for it. */
    void runThread(Carrier self, AppThread thread) {
        Incarnation owner = self.incarnation();
        execute(self, new Step(owner, StepKind.THREAD, 0, thread, null));
        self.requireRunning();
        carriers.retire(self);
    }

    /** A number for the current step, the same in every execution of the seed. */
    long stepSeed() {
        return DecisionStream.scatter(seed + DecisionStream.scatter(steps));
    }

    // ---- time

    private void passTime(long nanos) {
        long later = now + nanos; // only the holder of the baton writes; volatile is for readers
        now = later;
    }

    long readClock() {
        if (++clockReadings > FREE_CLOCK_READINGS) {
            passTime(CLOCK_READING_NANOS);
        }
        return now;
    }
}
