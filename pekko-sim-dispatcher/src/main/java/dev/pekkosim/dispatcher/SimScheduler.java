// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.dispatcher;

import com.typesafe.config.Config;
import dev.pekkosim.engine.Internal;
import dev.pekkosim.engine.run.Engine;
import dev.pekkosim.engine.step.Incarnation;
import java.io.Closeable;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.AbstractScheduler;
import org.apache.pekko.actor.Cancellable;
import org.apache.pekko.actor.Scheduler;
import org.apache.pekko.event.LoggingAdapter;
import org.jspecify.annotations.Nullable;
import scala.concurrent.ExecutionContext;
import scala.concurrent.duration.FiniteDuration;

/**
 * The scheduler of a simulated actor system: its timers are the engine's, due in virtual time. Set
 * as {@code pekko.scheduler.implementation}; made by Pekko, in the name of the incarnation whose
 * actor system starts. What it promises is what
 * {@code org.apache.pekko.actor.LightArrayRevolverScheduler} promises, but for the rounding up to
 * ticks.
 *
 * @hidden
 */
@Internal
public final class SimScheduler extends AbstractScheduler implements Closeable {

    private final NodeTimers timers;
    private final LoggingAdapter log;
    private boolean closed;

    /**
     * Called by Pekko.
     *
     * @param config the actor system's configuration
     * @param log its log
     * @param threadFactory not used: there is no timer thread
     */
    public SimScheduler(Config config, LoggingAdapter log, ThreadFactory threadFactory) {
        Engine engine = Engine.current();
        Incarnation incarnation = Engine.currentIncarnation();
        if (engine == null || incarnation == null) {
            throw new IllegalStateException(
                    "pekko.scheduler.implementation is " + SimScheduler.class.getName()
                            + ", but no simulated run is active on thread '"
                            + Thread.currentThread().getName() + "'");
        }
        this.timers = new NodeTimers(new NodeHost(engine, incarnation));
        this.log = log;
        engine.nameWork(WorkNames::inFull);
        engine.keepSteps(new WorkSubjects());
        if (incarnation != engine.driver()) {
            incarnation.onInterrupt(interrupt -> log.error(
                    interrupt, "an interrupt ended a task of a dispatcher, whose thread goes on"));
        }
    }

    /** Where the actor system of a scheduler lives, or null if it is real. */
    static @Nullable NodeHost hostOf(Scheduler scheduler) {
        return scheduler instanceof SimScheduler simulated ? simulated.timers.host() : null;
    }

    @Override
    public double maxFrequency() {
        return TimeUnit.SECONDS.toNanos(1);
    }

    @Override
    public Cancellable scheduleOnce(
            FiniteDuration delay, Runnable task, ExecutionContext executor) {
        long nanos = delay.toNanos();
        if (closed) {
            throw new IllegalStateException("cannot enqueue after timer shutdown");
        }
        if (nanos <= 0) {
            executor.execute(task);
            return ScheduledTask.DONE;
        }
        return new ScheduledTask(timers, task, executor).start(nanos);
    }

    @SuppressWarnings("deprecation") // the one method that Pekko's own repeated tasks call
    @Override
    public Cancellable schedule(
            FiniteDuration initialDelay,
            FiniteDuration interval,
            Runnable task,
            ExecutionContext executor) {
        long period = interval.toNanos();
        if (period <= 0) {
            throw new IllegalArgumentException(
                    "the period of a repeated task must be greater than 0, but is " + interval);
        }
        if (closed) {
            throw new IllegalStateException("cannot enqueue after timer shutdown");
        }
        return new RepeatedTask(timers, task, executor, period).start(initialDelay.toNanos());
    }

    /** Runs what must run and drops the rest, as the Scheduler contract of Pekko says. */
    @Override
    public void close() {
        closed = true;
        timers.close(e -> log.error(e, "exception while executing timer task"));
    }
}
