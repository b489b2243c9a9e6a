// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.finds;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What one trial plays on: a cluster, a timeline, and waiting that is bounded. All of it ends with
 * the trial.
 */
final class Stage implements AutoCloseable {

    /**
     * Longer than Pekko takes for anything that is healthy, on a machine that has much else to do.
     */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final About about;
    private final Timeline timeline;
    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private @Nullable TcpCluster cluster;

    Stage(About about, Timeline timeline) {
        this.about = about;
        this.timeline = timeline;
    }

    /** The cluster, of which no node runs at first. */
    TcpCluster cluster() {
        TcpCluster made = cluster;
        if (made == null) {
            made = closing(new TcpCluster(about.settings(), timeline));
            cluster = made;
        }
        return made;
    }

    /** Starts the first two nodes, and waits until both are Up. */
    void startTwo() throws InterruptedException {
        TcpNode first = cluster().node(1);
        TcpNode second = cluster().node(2);
        first.start(first);
        second.start(first);
        await(
                "node-1 and node-2 are Up",
                () -> first.seesUp(first, second) && second.seesUp(first, second));
    }

    Timeline timeline() {
        return timeline;
    }

    /** Notes what the program does or sees. */
    void tell(String text) {
        timeline.tell(text);
    }

    /** Closes something when the trial ends. */
    <T extends AutoCloseable> T closing(T resource) {
        open.push(resource);
        return resource;
    }

    // ---- time

    /** Waits for what must come about before the scenario can go on. */
    void await(String what, BooleanSupplier condition) throws InterruptedException {
        if (!within(PATIENCE, condition)) {
            throw new StuckException(
                    "never came about within " + PATIENCE.toSeconds() + " s: " + what);
        }
        tell(what);
    }

    /** Waits until a condition holds, but not longer than a time; whether it did. */
    boolean within(Duration time, BooleanSupplier condition) throws InterruptedException {
        return Waiting.within(time, condition);
    }

    /** Lets time pass. */
    void pass(Duration time) throws InterruptedException {
        Thread.sleep(time.toMillis());
    }

    @Override
    public void close() {
        while (!open.isEmpty()) {
            AutoCloseable resource = open.pop();
            try {
                resource.close();
            } catch (Exception e) {
                timeline.tell("cannot close " + resource + ": " + e);
            }
        }
    }
}
