// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.engine.end;

import dev.pekkosim.engine.Failure;
import dev.pekkosim.engine.Internal;
import dev.pekkosim.engine.time.Progress;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Whether a run is over, and why: its body has returned, or it has failed and may not go on. Once
 * it is over nothing is a failure any more.
 *
 * <p>It belongs to the holder of the baton, but for {@link #isOver} and {@link #escaped}, which any
 * thread may call.
 *
 * @hidden
 */
@Internal
public final class RunEnd {

    private final Progress progress;
    private final AtomicReference<@Nullable Failure> escape = new AtomicReference<>();
    private volatile boolean over;
    private @Nullable Failure failure;
    private Predicate<Failure> goesOnAfter = failed -> false;

    /**
     * Creates that of a run which has not begun.
     *
     * @param progress when it ends
     */
    public RunEnd(Progress progress) {
        this.progress = progress;
    }

    /** Whether nothing may be added to the run any more. */
    public boolean isOver() {
        return over;
    }

    /** Ends the run without a failure, unless it has one. */
    public void finish() {
        over = true;
    }

    /**
     * Has each failure judged at the moment at which it is noticed. Unless told otherwise a run
     * ends at its first failure.
     *
     * @param judge takes a failure and says whether the run may go on
     */
    public void onFailure(Predicate<Failure> judge) {
        goesOnAfter = judge;
    }

    /** Why the run failed first, or null. */
    public @Nullable Failure failure() {
        return failure;
    }

    /**
     * Takes in a failure of the run, and ends it unless it may go on.
     *
     * @param kind what sort of failure it is
     * @param property the name of what was violated
     * @param message the actual values
     * @param cause the exception behind it, if there is one
     */
    public void fail(
            Failure.Kind kind, String property, String message, @Nullable Throwable cause) {
        if (!over) {
            fail(new Failure(kind, property, message, progress.steps(), progress.now(), cause));
        }
    }

    private void fail(Failure next) {
        if (failure == null) {
            failure = next;
        }
        if (!goesOnAfter.test(next)) {
            over = true;
        }
    }

    /**
     * Fails the run since it passed one of its limits.
     *
     * @param key the limit's, below {@code pekko.sim.limits}
     * @param message the actual values
     * @param cause the stack that shows where, if there is one
     */
    public void failLimit(String key, String message, @Nullable Throwable cause) {
        fail(Failure.Kind.LIMIT, "pekko.sim.limits." + key, message, cause);
    }

    /**
     * Keeps that the current thread, which does not hold the baton, touched a simulated system.
     *
     * @param what what it did
     */
    public void escaped(String what) {
        if (over) {
            return;
        }
        EscapeStack stack = new EscapeStack(Thread.currentThread().getName(), what);
        escape.compareAndSet(
                null,
                new Failure(
                        Failure.Kind.ESCAPE,
                        "no foreign thread touches a simulated system",
                        stack.describe(),
                        progress.steps(),
                        progress.now(),
                        stack));
    }

    /** Fails the run if a thread has escaped since. */
    public void failIfEscaped() {
        Failure foreign = escape.getAndSet(null);
        if (foreign != null) {
            fail(foreign);
        }
    }
}
