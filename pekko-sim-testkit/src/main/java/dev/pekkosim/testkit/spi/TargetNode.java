// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.testkit.spi;

import dev.pekkosim.testkit.cluster.OngoingFault;
import java.time.Duration;

/**
 * A node as those see it who break it: a simulated machine with at most one process, and the verbs
 * that apply faults to it. Each verb is taken into the report, the trace and the hash.
 *
 * @since 0.1.0
 */
public interface TargetNode {

    /** The node's name, which is its host name too. */
    String name();

    /** Whether it is a client node, a member that carries load. */
    boolean isClient();

    /** Whether its process is there, be it that it is paused. */
    boolean isRunning();

    /** Whether its actor system is made. */
    boolean hasSystem();

    /** Whether it shuts down because it was told to. */
    boolean isLeaving();

    /** Which life of the node this is, from 1; 0 before the first. */
    int lives();

    // ---- lives

    /**
     * Kills the node's process, as {@code kill -9} or a lack of memory does: nothing of this
     * incarnation runs again from this instant, no {@code postStop}, no flush; its timers and
     * queued steps are gone. Its machine closes the connections, so peers see a reset.
     *
     * @throws IllegalStateException if the node is down
     */
    void crashProcess();

    /**
     * Kills the node's machine, as a loss of power does: as {@link #crashProcess()}, but peers see
     * nothing instead of closed connections.
     *
     * @throws IllegalStateException if the node is down
     */
    void crashHost();

    /**
     * Starts the node again after a crash or a shutdown: same address, new uid.
     *
     * @throws IllegalStateException if the node runs
     */
    void restart();

    /**
     * Shuts the node down in an orderly way (coordinated shutdown); {@link #isRunning()} tells when
     * it is done.
     *
     * @throws IllegalStateException if the node has no actor system, or leaves already
     */
    void leave();

    // ---- how fast it runs, and its clocks

    /** Whether it is paused. */
    boolean isPaused();

    /**
     * Stops the machine: nothing of it runs and nothing is answered until it is resumed, while its
     * time goes on. Models a virtual machine that is moved or starved, or a garbage collection that
     * stops the world.
     *
     * @return whose end resumes it, unless this pause is over already
     * @throws IllegalStateException if the node is down or paused
     */
    OngoingFault pause();

    /**
     * Lets the machine go on after a pause: all that has become due happens now.
     *
     * @throws IllegalStateException if the node is down or not paused
     */
    void resume();

    /**
     * Makes its processor slow, in this life and in later ones. Models a busy neighbour,
     * throttling, a machine that swaps. Of several that counts which was applied last and is not
     * ended.
     *
     * @param times how many times the time of other nodes a step needs, from 1, which is as fast as
     *     they are. A step needs 1 to 5 virtual microseconds
     * @return whose end ends this slowness
     */
    OngoingFault slow(int times);

    /** Whether its processor is slower than that of other nodes. */
    boolean isSlow();

    /**
     * Moves its wall clock; {@code System.nanoTime} and timers are not concerned. Models a host
     * without NTP, or a step of NTP.
     *
     * @param by how far, negative for back
     * @return whose end moves it back by as much
     */
    OngoingFault jumpClock(Duration by);

    /**
     * Lets its oscillator run too fast or too slow from now on, which concerns both clocks and the
     * timers that are set from now on. Of several that counts which was applied last and is not
     * ended.
     *
     * @param ppm parts per million that it is too fast, negative for too slow, at most 100,000
     * @return whose end ends this drift, and sets the wall clock right by what it has put it wrong
     */
    OngoingFault driftClock(int ppm);

    /** Ends all jumps and drifts of its clocks and sets them right, as NTP does when it is back. */
    void synchronizeClock();
}
