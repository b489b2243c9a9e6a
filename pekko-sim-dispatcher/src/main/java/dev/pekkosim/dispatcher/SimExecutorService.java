// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.dispatcher;

import dev.pekkosim.engine.step.StepKind;
import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.ActorCell;
import org.apache.pekko.dispatch.Mailbox;
import org.apache.pekko.dispatch.TaskInvocation;

/**
 * What a simulated dispatcher has instead of a thread pool: each task becomes a step of its node.
 */
final class SimExecutorService extends AbstractExecutorService {

    private static final String LOGGERS_DISPATCHER = "pekko.sim.loggers-dispatcher";

    private final NodeHost host;
    private final TaskLabels labels = new TaskLabels();
    private final String dispatcherId;
    private final boolean quiet;
    private boolean shutdown;

    SimExecutorService(NodeHost host, String dispatcherId) {
        this.host = host;
        this.dispatcherId = dispatcherId;
        this.quiet = isOfLoggers(dispatcherId);
    }

    /** Whether loggers run on a dispatcher, which is no part of the run. */
    static boolean isOfLoggers(String dispatcherId) {
        return LOGGERS_DISPATCHER.equals(dispatcherId);
    }

    @Override
    public void execute(Runnable task) {
        if (shutdown) {
            throw new RejectedExecutionException("dispatcher " + dispatcherId + " is shut down");
        }
        if (!host.admits("handed a task to dispatcher " + dispatcherId)) {
            return;
        }
        if (quiet) {
            host.engine().submitQuietly(host.incarnation(), task);
        } else if (task instanceof Mailbox mailbox) {
            ActorCell cell = mailbox.actor();
            submit(
                    StepKind.MAILBOX,
                    WorkLabels.ofPath(cell.self().path()),
                    mailbox,
                    Lateness.ofMailbox(host.engine().points(), mailbox));
        } else {
            Runnable inner =
                    task instanceof TaskInvocation invocation ? invocation.runnable() : task;
            submit(
                    StepKind.TASK,
                    labels.ofClass(inner.getClass()),
                    task,
                    Lateness.ofCallback(host.engine().points()));
        }
    }

    private void submit(StepKind kind, long label, Runnable task, long lateNanos) {
        if (lateNanos == 0) {
            host.engine().submit(host.incarnation(), kind, label, task);
        } else {
            host.engine().schedule(host.incarnation(), lateNanos, kind, label, task);
        }
    }

    @Override
    public void shutdown() {
        shutdown = true;
    }

    @Override
    public List<Runnable> shutdownNow() {
        shutdown = true;
        return List.of();
    }

    @Override
    public boolean isShutdown() {
        return shutdown;
    }

    @Override
    public boolean isTerminated() {
        return shutdown;
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) {
        return shutdown;
    }
}
