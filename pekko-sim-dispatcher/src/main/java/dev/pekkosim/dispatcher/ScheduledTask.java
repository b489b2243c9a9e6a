// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.dispatcher;

import dev.pekkosim.engine.step.Timer;
import org.apache.pekko.actor.Cancellable;
import org.apache.pekko.actor.Scheduler;
import org.apache.pekko.dispatch.MessageDispatcher;
import org.jspecify.annotations.Nullable;
import scala.concurrent.ExecutionContext;

/** One task of the scheduler: when its timer is due it hands the work to the task's executor. */
class ScheduledTask implements Cancellable, NodeTimers.Task {

    /** A task that was run at once, because it had no delay. */
    static final Cancellable DONE = new Cancellable() {
        @Override
        public boolean cancel() {
            return false;
        }

        @Override
        public boolean isCancelled() {
            return false;
        }
    };

    private final NodeTimers timers;
    private final Runnable work;
    private final ExecutionContext executor;
    private @Nullable Timer timer;
    private boolean executed;
    private boolean cancelled;

    ScheduledTask(NodeTimers timers, Runnable work, ExecutionContext executor) {
        this.timers = timers;
        this.work = work;
        this.executor = executor;
    }

    ScheduledTask start(long delayNanos) {
        if (timers.host().admits("set a timer")) {
            timer = timers.arm(delayNanos, this);
        }
        return this;
    }

    NodeTimers timers() {
        return timers;
    }

    Runnable work() {
        return work;
    }

    @Override
    public Class<?> type() {
        return work.getClass();
    }

    @Override
    public boolean mustRunOnClose() {
        return work instanceof Scheduler.TaskRunOnClose;
    }

    @Override
    public void runOnClose() {
        cancel();
        work.run();
    }

    @Override
    public void run() {
        if (!cancelled) {
            executed = true;
            timers.disarmed(this);
            execute(work);
        }
    }

    /**
     * Runs a task as its executor would. A dispatcher would make it a step of its own; since this
     * is a step already, and one of the same node, it is run here. Any other executor, such as one
     * that runs tasks in place, is asked.
     */
    final void execute(Runnable task) {
        try {
            if (executor instanceof MessageDispatcher) {
                task.run();
            } else {
                executor.execute(task);
            }
        } catch (Exception e) {
            executor.reportFailure(e);
        }
    }

    @Override
    public boolean cancel() {
        if (cancelled || executed) {
            return false;
        }
        cancelled = true;
        if (timer != null) {
            timer.cancel();
        }
        timers.disarmed(this);
        if (SchedulerTasks.OF_PEKKO.contains(work)) {
            executor.execute(() -> SchedulerTasks.OF_PEKKO.tellCancelled(work));
        }
        return true;
    }

    @Override
    public boolean isCancelled() {
        return cancelled;
    }

    @Override
    public String toString() {
        return "timer of " + WorkLabels.nameOf(work.getClass());
    }
}
