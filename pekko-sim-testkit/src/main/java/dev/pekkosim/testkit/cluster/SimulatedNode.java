// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.testkit.cluster;

import com.typesafe.config.Config;
import dev.pekkosim.dispatcher.MadeSystems;
import dev.pekkosim.engine.Failure;
import dev.pekkosim.engine.Internal;
import dev.pekkosim.engine.carrier.StepThread;
import dev.pekkosim.engine.run.Engine;
import dev.pekkosim.engine.step.Incarnation;
import dev.pekkosim.engine.step.StepKind;
import dev.pekkosim.transport.net.SimNetwork;
import java.time.Duration;
import org.apache.pekko.actor.CoordinatedShutdown;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.cluster.Cluster;
import org.jspecify.annotations.Nullable;

/**
 * One simulated machine. It keeps its name and its address while incarnations of it come and go;
 * each has one actor system.
 *
 * @hidden
 */
@Internal
public final class SimulatedNode {

    /** What a node is doing. */
    private enum State {
        /** Its process does not run. */
        DOWN,
        /** Its process runs; the actor system may still be starting. */
        RUNNING,
        /** Its actor system shuts down because it was told to. */
        LEAVING
    }

    private final SimulatedCluster cluster;
    private final Engine engine;
    private final int index;
    private final String name;
    private final NodeSetPlan set;

    private final ClockFaults clockFaults;
    private final ProcessorFaults processorFaults;
    private final OngoingFaults pauses;

    private int lives;
    private State state = State.DOWN;
    private boolean formsCluster;
    private @Nullable OngoingFault pause;
    private @Nullable Incarnation incarnation;
    private @Nullable ActorSystem<Object> system;

    SimulatedNode(
            SimulatedCluster cluster, Engine engine, int index, String name, NodeSetPlan set) {
        this.cluster = cluster;
        this.engine = engine;
        this.index = index;
        this.name = name;
        this.set = set;
        this.clockFaults = new ClockFaults(engine, name, cluster.faultLog());
        this.processorFaults = new ProcessorFaults(name, cluster.faultLog(), this::speedChanged);
        this.pauses = new OngoingFaults(cluster.faultLog());
    }

    /** The node's name, which is its host name too. */
    public String name() {
        return name;
    }

    /** Whether it is a client node, which carries load. */
    public boolean isClient() {
        return set.kind() == NodeSetPlan.Kind.CLIENT;
    }

    /** Whether it is no member: it has a host and the wire only. */
    public boolean isOutside() {
        return set.isOutside();
    }

    /** Whether it is a member that runs the application. */
    public boolean isServer() {
        return set.kind() == NodeSetPlan.Kind.SERVER;
    }

    /** The node set that it is in. */
    public NodeSetPlan set() {
        return set;
    }

    /** The name of its actor systems, unless its start code gives them another. */
    String systemName() {
        return cluster.deployedName();
    }

    Engine engine() {
        return engine;
    }

    /**
     * The configuration that an actor system gets which start code makes with one of its own.
     *
     * @param name the actor system's name
     * @param made the configuration that it is made with
     */
    Config configOver(String name, Config made) {
        return cluster.configOver(this, formsCluster, name, made);
    }

    /** Whether its process is there, be it that it is paused. */
    public boolean isRunning() {
        return state != State.DOWN;
    }

    /** Which life of the node this is, from 1; 0 before the first. */
    public int lives() {
        return lives;
    }

    /**
     * The actor system of its current life.
     *
     * @throws IllegalStateException if the node is down or its actor system is not made yet
     */
    public ActorSystem<Object> system() {
        ActorSystem<Object> current = system;
        if (current == null) {
            throw new NoSystemException(name + " has no actor system: it is "
                    + (state == State.DOWN
                            ? "down; restart it, or go through a node that runs"
                            : "still starting; wait until hasSystem()"));
        }
        return current;
    }

    /** Whether its actor system is made. */
    public boolean hasSystem() {
        return system != null;
    }

    /** Whether it shuts down because it was told to. */
    public boolean isLeaving() {
        return state == State.LEAVING;
    }

    @Nullable
    Incarnation incarnation() {
        return incarnation;
    }

    /**
     * Has something done as a step of its current life, in which the application finds its own
     * clock, random numbers and hash codes.
     *
     * @param work what is done
     * @return the life
     */
    public Incarnation run(Runnable work) {
        system();
        Incarnation life = running();
        engine.submit(life, StepKind.TASK, lives, work);
        return life;
    }

    // ---- lives

    void start(NodeStart start, Config config, boolean first) {
        if (state != State.DOWN) {
            throw new IllegalStateException(name + " runs already");
        }
        Incarnation life = engine.incarnation(index, lives++, name, clockFaults.clock());
        engine.slow(life, processorFaults.times());
        life.onExit(call -> exited(life, call));
        incarnation = life;
        state = State.RUNNING;
        formsCluster = first;
        submit(life, () -> create(start, life, config));
    }

    /** Does something in the name of one of its lives. */
    void submit(Incarnation life, Runnable work) {
        engine.submit(life, StepKind.TASK, lives, work);
    }

    private void create(NodeStart start, Incarnation life, Config config) {
        try {
            isMade(life, start.start(this, life, config));
        } catch (SimSetupException e) {
            notSetUp(e);
            throw e;
        } catch (LinkageError e) {
            notInitialised(e);
            throw e;
        } catch (RuntimeException e) {
            doesNotStart(e);
            throw e;
        } catch (Exception e) {
            doesNotStart(e);
            throw new IllegalStateException(e);
        }
    }

    /**
     * Takes in the actor system of one of its lives; more than once does nothing.
     *
     * @param made the actor system, all of it
     */
    @SuppressWarnings("unchecked") // its own messages are the application's affair
    void isMade(Incarnation life, ActorSystem<?> made) {
        if (incarnation != life || system != null) {
            return;
        }
        if (!isOutside()) {
            cluster.requireName(made.name(), this);
        }
        system = (ActorSystem<Object>) made;
        submit(engine.driver(), () -> {
            if (incarnation == life) {
                cluster.systemMade(this);
            }
        });
        made.getWhenTerminated().whenComplete((done, error) -> terminated(life));
    }

    /**
     * As {@link #isMade}, of an actor system that is seen from elsewhere than where it is made.
     *
     * @param made the actor system, all of it
     */
    void isSeen(Incarnation life, ActorSystem<?> made) {
        try {
            isMade(life, made);
        } catch (SimSetupException e) {
            notSetUp(e);
        }
    }

    private void notSetUp(SimSetupException e) {
        engine.fail(
                Failure.Kind.SETUP, "the run is set up well", String.valueOf(e.getMessage()), e);
    }

    /** A class did not initialise, now or for a node before: the JVM does not try it again. */
    private void notInitialised(LinkageError e) {
        if (e.getCause() instanceof SimSetupException wrong) {
            notSetUp(wrong);
        } else {
            doesNotStart(e);
        }
    }

    private void doesNotStart(Throwable e) {
        Throwable cause = e instanceof LinkageError ? e.getCause() : null;
        engine.fail(
                Failure.Kind.EXCEPTION,
                "every actor system starts",
                ApplicationFrame.of(e) + "the actor system of " + name + " did not start: " + e
                        + (cause == null ? "" : "; caused by: " + cause),
                e);
    }

    /** An exception has ended the guardian of the current life. */
    void guardianFailed(String when, Throwable cause) {
        if (cause instanceof AssertionError) {
            return; // which fails the run in any actor
        }
        if (engine.isEntered() && !(cause instanceof VirtualMachineError)) {
            engine.fail(
                    Failure.Kind.EXCEPTION,
                    "no guardian fails",
                    "the guardian of " + name + " failed " + when + ": " + cause
                            + "; a guardian that throws stops its actor system",
                    cause);
        }
    }

    /** The actor system ended, which ends the process. */
    private void terminated(Incarnation life) {
        if (incarnation != life || engine.isFinished()) {
            return;
        }
        boolean asked = state == State.LEAVING;
        engine.submit(engine.driver(), StepKind.TASK, lives, () -> {
            if (incarnation == life) {
                end(life, false);
                if (asked) {
                    cluster.left(this);
                } else {
                    cluster.terminated(this);
                }
            }
        });
    }

    /** The application ended the process, by a call on this thread, which goes on nowhere. */
    private void exited(Incarnation life, IllegalStateException call) {
        String what = name + " called " + call.getMessage();
        if (!cluster.settings().exitIsCrash()) {
            engine.fail(
                    Failure.Kind.EXCEPTION,
                    StepThread.NO_EXIT,
                    ApplicationFrame.of(call) + what
                            + "; with pekko.sim.cluster.on-exit = crash that"
                            + " is no failure, but ends the node",
                    call);
        }
        engine.submit(engine.driver(), StepKind.TASK, lives, () -> cluster.exited(this, what));
        end(life, false);
    }

    private void end(Incarnation life, boolean hostDead) {
        state = State.DOWN;
        pause = null;
        pauses.forgetAll();
        system = null;
        incarnation = null;
        formsCluster = false;
        SimNetwork.of(engine).hostDown(name, hostDead);
        cluster.ended();
        MadeSystems.of(engine).forget(life);
        engine.kill(life);
    }

    /** Kills its process; its machine closes the connections. */
    public void crashProcess() {
        crash(false);
    }

    /** Kills its machine; peers see nothing. */
    public void crashHost() {
        crash(true);
    }

    private void crash(boolean hostDead) {
        Incarnation life = running();
        cluster.applied("crash", "crash " + name + (hostDead ? " (host)" : " (process)"));
        end(life, hostDead);
    }

    /** Starts the node again after a crash or a shutdown. */
    public void restart() {
        cluster.applied("restart", "restart " + name);
        cluster.start(this);
    }

    /**
     * Begins a coordinated shutdown, beside what else the application has for the end of its JVM.
     */
    public void leave() {
        ActorSystem<Object> leaving = system();
        if (isLeaving()) {
            throw new IllegalStateException(name + " leaves already");
        }
        Incarnation life = running();
        cluster.applied("leave", "leave " + name);
        state = State.LEAVING;
        submit(life, () -> {
            CoordinatedShutdown.get(leaving).runAll(CoordinatedShutdown.clusterLeavingReason());
            life.shutdownHooks().forEach(Thread::start);
        });
    }

    // ---- how fast it runs, and its clocks

    /** Whether it is paused. */
    public boolean isPaused() {
        return pause != null;
    }

    /** Lets nothing of it run, while its time goes on. */
    public OngoingFault pause() {
        Incarnation life = running();
        if (isPaused()) {
            throw new IllegalStateException(name + " is paused already");
        }
        cluster.applied("pause", "pause " + name);
        engine.pause(life);
        OngoingFault begun = pauses.begin("resume", "resume " + name, () -> {
            pause = null;
            engine.resume(life);
        });
        pause = begun;
        return begun;
    }

    /** Lets the machine go on after a pause: all that has become due happens now. */
    public void resume() {
        running();
        OngoingFault current = pause;
        if (current == null) {
            throw new IllegalStateException(name + " is not paused");
        }
        current.end();
    }

    /**
     * Makes its processor slow, in this life and in later ones.
     *
     * @param times from 1, which is as fast as others are
     */
    public OngoingFault slow(int times) {
        return processorFaults.slow(times);
    }

    private void speedChanged() {
        if (incarnation != null) {
            engine.slow(incarnation, processorFaults.times());
        }
    }

    /** Whether its processor is slower than that of other nodes. */
    public boolean isSlow() {
        return processorFaults.times() > 1;
    }

    /** Moves its wall clock. */
    public OngoingFault jumpClock(Duration by) {
        return clockFaults.jump(by);
    }

    /** Lets its oscillator run too fast or too slow, by so many parts per million. */
    public OngoingFault driftClock(int ppm) {
        return clockFaults.drift(ppm);
    }

    /** Sets its clocks right again. */
    public void synchronizeClock() {
        clockFaults.synchronize();
    }

    /** What its wall clock shows, in nanoseconds since 1970. */
    public long epochNanos() {
        return clockFaults.clock().epochNanos(engine.now());
    }

    /** Ends whatever makes it slow, late or wrong; a node that is down stays down. */
    public void repair() {
        if (isPaused()) {
            resume();
        }
        processorFaults.repair();
        synchronizeClock();
    }

    private Incarnation running() {
        Incarnation life = incarnation;
        if (life == null) {
            throw new IllegalStateException(name + " is down");
        }
        return life;
    }

    // ---- its cluster

    /** Lets it form a cluster of its own, which the others then join. */
    void formCluster() {
        Incarnation life = incarnation;
        if (life != null) {
            formsCluster = true;
            Cluster own = Cluster.get(Adapter.toClassic(system()));
            engine.submit(life, StepKind.TASK, lives, () -> own.join(own.selfAddress()));
        }
    }

    /** Whether it is in a cluster that others can join, or is about to form one. */
    boolean holdsCluster() {
        return formsCluster || isMember();
    }

    /** Whether it is in a cluster that others can join. */
    public boolean isMember() {
        ActorSystem<Object> current = system;
        return current != null && Membership.of(Adapter.toClassic(current)).isMember();
    }

    @Override
    public String toString() {
        return name;
    }
}
