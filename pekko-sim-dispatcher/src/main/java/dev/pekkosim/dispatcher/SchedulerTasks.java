// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.dispatcher;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import org.apache.pekko.actor.Scheduler;
import org.jspecify.annotations.Nullable;

/**
 * The tasks that want to hear of their cancellation, {@code org.apache.pekko.actor.SchedulerTask}.
 * Pekko has them from 1.2 on, so the interface is named as a string only: with an earlier Pekko no
 * task is one.
 */
final class SchedulerTasks {

    /** Those of the Pekko on the class path. */
    static final SchedulerTasks OF_PEKKO =
            of("org.apache.pekko.actor.SchedulerTask", Scheduler.class.getClassLoader());

    /** The method that tells a task; null if there are no such tasks. */
    private final @Nullable MethodHandle cancelled;

    private SchedulerTasks(@Nullable MethodHandle cancelled) {
        this.cancelled = cancelled;
    }

    /**
     * Looks for the interface.
     *
     * @param type its name
     * @param loader sees Pekko
     */
    static SchedulerTasks of(String type, @Nullable ClassLoader loader) {
        try {
            return new SchedulerTasks(MethodHandles.publicLookup()
                    .findVirtual(
                            Class.forName(type, false, loader),
                            "cancelled",
                            MethodType.methodType(void.class)));
        } catch (ClassNotFoundException e) {
            return new SchedulerTasks(null);
        } catch (NoSuchMethodException | IllegalAccessException e) {
            throw new IllegalStateException(type + " of this Pekko has no method cancelled()", e);
        }
    }

    /** Whether a task wants to hear of its cancellation. */
    boolean contains(Runnable task) {
        return cancelled != null && cancelled.type().parameterType(0).isInstance(task);
    }

    /** Tells a task that it was cancelled, if it wants to hear of it. */
    void tellCancelled(Runnable task) {
        if (cancelled == null || !contains(task)) {
            return;
        }
        try {
            cancelled.invoke(task);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("cancelled() of " + task + " failed", e);
        }
    }
}
