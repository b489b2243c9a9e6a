package dev.pekkosim.engine;

import dev.pekkosim.agent.hook.SimThread;
import java.util.Random;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A thread that runs steps while it holds the baton. When a step blocks, its carrier hands the baton to another
 * one and waits; it becomes a ready step when its condition holds or its virtual deadline passes.
 */
final class Carrier extends SimThread {

    private final Engine engine;
    private final Object lock = new Object();
    private boolean baton;
    private volatile boolean stopped;

    private Incarnation incarnation;
    private boolean permit;
    private boolean parked;
    private boolean wakeQueued;
    private @Nullable Timer wakeTimer;

    /** What it is parked on in virtual time; threads outside the run read it too. */
    private volatile @Nullable Object waitsFor;

    Carrier(Engine engine, int index) {
        super("pekko-sim-carrier-" + index);
        this.engine = engine;
        this.incarnation = engine.driver();
    }

    @Override
    public void run() {
        try {
            awaitBaton();
            engine.loop(this);
        } catch (CarrierStopped e) {
            // the run is over, and so is this thread
        }
    }

    Engine engine() {
        return engine;
    }

    Incarnation incarnation() {
        return incarnation;
    }

    void runAs(Incarnation owner) {
        incarnation = owner;
    }

    // ---- baton

    void giveBaton() {
        synchronized (lock) {
            baton = true;
            lock.notifyAll();
        }
    }

    void awaitBaton() {
        boolean interrupted = false;
        synchronized (lock) {
            while (!baton && !stopped) {
                try {
                    lock.wait();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
            baton = false;
        }
        if (stopped) {
            throw new CarrierStopped();
        }
        if (interrupted) {
            interrupt();
        }
    }

    /** Makes this carrier end as soon as it next asks the engine for anything. */
    void stopRunning() {
        synchronized (lock) {
            stopped = true;
            lock.notifyAll();
        }
    }

    private void requireRunning() {
        if (stopped) {
            throw new CarrierStopped();
        }
    }

    // ---- blocking

    /** Called by the engine when the step that resumes this carrier became ready. */
    void wakeIsQueued() {
        wakeQueued = true;
    }

    @Override
    public boolean simPark(@Nullable Object blocker, long nanos) {
        requireRunning();
        if (permit || isInterrupted()) {
            permit = false;
            return true;
        }
        Object condition = blocker == null ? LockSupport.getBlocker(this) : blocker;
        if (ForeignLocks.isForeign(condition, engine)) {
            return false;
        }
        waitsFor = condition == null ? Engine.NOTHING : condition;
        block(nanos, true);
        waitsFor = null;
        permit = false;
        return true;
    }

    @Override
    public boolean simUnpark() {
        if (Engine.current() != engine) {
            if (ForeignLocks.isRelease(waitsFor)) {
                return false;
            }
            engine.escaped("woke a step that waits");
            return true;
        }
        if (stopped) {
            return true;
        }
        permit = true;
        if (parked && !wakeQueued) {
            if (wakeTimer != null) {
                wakeTimer.cancel();
            }
            engine.ready(resumeStep());
        }
        return true;
    }

    /** Whether it waits, in virtual time, for this very object. */
    boolean waitsFor(Object condition) {
        return waitsFor == condition;
    }

    @Override
    public void simSleep(long nanos) {
        requireRunning();
        block(nanos, false);
    }

    /** Waits without end: what the dead incarnation on this stack would do next never happens. */
    void blockForever() {
        block(-1, false);
        throw new CarrierStopped();
    }

    private void block(long nanos, boolean wakeable) {
        wakeQueued = false;
        parked = wakeable;
        wakeTimer = nanos < 0 ? null : engine.schedule(resumeStep(), nanos);
        engine.handOver(this);
        parked = false;
        wakeTimer = null;
    }

    private Step resumeStep() {
        return new Step(incarnation, StepKind.RESUME, 0, Engine.NOTHING, this);
    }

    // ---- what simulated code asks

    @Override
    public long virtualNanoTime() {
        requireRunning();
        return engine.readClock();
    }

    @Override
    public long virtualEpochNanos() {
        requireRunning();
        return Engine.EPOCH_NANOS + engine.readClock();
    }

    @Override
    public long drawLong() {
        return incarnation.appRandom().nextLong();
    }

    @Override
    public Random nodeRandom() {
        return incarnation.nodeRandom();
    }

    @Override
    public int newIdentityHash() {
        return incarnation.newIdentityHash();
    }

    @Override
    public Executor nodeExecutor() {
        return engine.executorOf(incarnation);
    }

    @Override
    public long nextCount(Object counter, long initial) {
        return incarnation.nextCount(counter, initial);
    }
}
