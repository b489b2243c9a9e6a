// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.testkit;

import dev.pekkosim.testkit.cluster.OngoingFault;
import dev.pekkosim.testkit.cluster.SimulatedNode;
import dev.pekkosim.testkit.spi.TargetNode;
import java.time.Duration;
import java.util.List;
import org.apache.pekko.actor.typed.ActorSystem;

/**
 * One simulated machine. It keeps its name and its address while incarnations of it come and go;
 * each has one actor system.
 *
 * @since 0.1.0
 */
public final class SimNode implements TargetNode {

    final SimulatedNode node;
    private final List<String> roles;

    SimNode(SimulatedNode node, List<String> roles) {
        this.node = node;
        this.roles = roles;
    }

    @Override
    public String name() {
        return node.name();
    }

    /** Whether it is no member of the cluster: it has a host and the wire only. */
    public boolean isOutside() {
        return node.isOutside();
    }

    /** The name of its node set. */
    public String set() {
        return node.set().name();
    }

    /** Its cluster roles, but for that of its data centre. */
    public List<String> roles() {
        return roles;
    }

    @Override
    public boolean isClient() {
        return node.isClient();
    }

    @Override
    public boolean isRunning() {
        return node.isRunning();
    }

    @Override
    public boolean hasSystem() {
        return node.hasSystem();
    }

    @Override
    public boolean isLeaving() {
        return node.isLeaving();
    }

    @Override
    public int lives() {
        return node.lives();
    }

    /**
     * The actor system of its current life.
     *
     * @throws IllegalStateException if the node is down or its actor system is not made yet
     */
    public ActorSystem<Object> system() {
        return node.system();
    }

    /** What its wall clock shows, in nanoseconds since 1970. */
    public long epochNanos() {
        return node.epochNanos();
    }

    @Override
    public void crashProcess() {
        node.crashProcess();
    }

    @Override
    public void crashHost() {
        node.crashHost();
    }

    @Override
    public void restart() {
        node.restart();
    }

    @Override
    public void leave() {
        node.leave();
    }

    @Override
    public boolean isPaused() {
        return node.isPaused();
    }

    @Override
    public OngoingFault pause() {
        return node.pause();
    }

    @Override
    public void resume() {
        node.resume();
    }

    @Override
    public OngoingFault slow(int times) {
        return node.slow(times);
    }

    @Override
    public boolean isSlow() {
        return node.isSlow();
    }

    @Override
    public OngoingFault jumpClock(Duration by) {
        return node.jumpClock(by);
    }

    @Override
    public OngoingFault driftClock(int ppm) {
        return node.driftClock(ppm);
    }

    @Override
    public void synchronizeClock() {
        node.synchronizeClock();
    }

    @Override
    public String toString() {
        return name();
    }
}
