// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.dispatcher;

import dev.pekkosim.engine.step.StepKind;
import dev.pekkosim.engine.step.Timer;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** The timers of one actor system, which are the engine's. */
final class NodeTimers {

    /** What a timer is for. */
    interface Task extends Runnable {

        /** The class of what it does, for the hash. */
        Class<?> type();

        /**
         * Whether it is done when the scheduler closes, if it has not been done before; dispatchers
         * shut down so.
         */
        boolean mustRunOnClose();

        /** Does it now, since the scheduler closes. */
        void runOnClose();
    }

    private final NodeHost host;
    private final TaskLabels labels = new TaskLabels();
    private final Set<Task> runOnClose = new LinkedHashSet<>();

    NodeTimers(NodeHost host) {
        this.host = host;
    }

    /** Where the actor system lives. */
    NodeHost host() {
        return host;
    }

    Timer arm(long delayNanos, Task task) {
        if (task.mustRunOnClose()) {
            runOnClose.add(task);
        }
        return host.engine()
                .schedule(
                        host.incarnation(),
                        Math.max(0, delayNanos) + Lateness.ofTimer(host.engine().points()),
                        StepKind.TIMER,
                        labels.ofClass(task.type()),
                        task);
    }

    void disarmed(Task task) {
        if (task.mustRunOnClose()) {
            runOnClose.remove(task);
        }
    }

    /**
     * Runs what must run and drops the rest, as the Scheduler contract of Pekko says.
     *
     * @param failed told of what a task throws
     */
    void close(Consumer<RuntimeException> failed) {
        for (Task task : List.copyOf(runOnClose)) {
            try {
                task.runOnClose();
            } catch (RuntimeException e) {
                failed.accept(e);
            }
        }
    }
}
