// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.engine.carrier;

import dev.pekkosim.engine.Internal;
import dev.pekkosim.engine.RunFailedException;
import dev.pekkosim.engine.step.Incarnation;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A thread that simulated code started. It never starts for the machine: a carrier of its own runs
 * what it would run.
 *
 * @hidden
 */
@Internal
public final class AppThread implements Runnable {

    private final String name;
    private final Incarnation owner;
    private final List<Carrier> joining = new ArrayList<>();

    private @Nullable Runnable atEnd;

    /** Null when it has ended, or its node. */
    private @Nullable Thread thread;

    private @Nullable Carrier carrier;

    AppThread(Thread thread, Incarnation owner, @Nullable Runnable atEnd) {
        this.name = thread.getName();
        this.owner = owner;
        this.thread = thread;
        this.atEnd = atEnd;
    }

    /** The thread that simulated code knows. */
    @Nullable
    Thread thread() {
        return thread;
    }

    /** The name of that thread. */
    String name() {
        Thread mine = thread;
        return "thread '" + (mine == null ? name : mine.getName()) + "'";
    }

    /** The carrier that runs its work, null when it has ended. */
    @Nullable
    Carrier carrier() {
        return carrier;
    }

    void runOn(Carrier own) {
        carrier = own;
    }

    /** Does the thread's work, on its carrier. */
    @Override
    public void run() {
        Thread mine = thread;
        Carrier own = carrier;
        if (mine == null || own == null) {
            throw new IllegalStateException("a thread that has ended was run");
        }
        own.begin(mine);
        try {
            Runnable work = mine;
            work.run();
        } catch (CarrierStopped | RunFailedException e) {
            throw e;
        } catch (Throwable e) {
            if (own.isStopped()) {
                return; // the application's own way out of what was stopped
            }
            boolean handled = isHandled(mine);
            tell(mine, e);
            if (!handled && e instanceof AssertionError assertion) {
                throw assertion; // what was stated does not hold, and nobody else would say so
            }
        } finally {
            if (!own.isStopped()) {
                end();
            }
        }
    }

    /** Whether somebody has said what to do with what a thread throws. */
    private static boolean isHandled(Thread thread) {
        return Thread.getDefaultUncaughtExceptionHandler() != null
                || thread.getUncaughtExceptionHandler().getClass() != ThreadGroup.class;
    }

    private static void tell(Thread thread, Throwable e) {
        try {
            thread.getUncaughtExceptionHandler().uncaughtException(thread, e);
        } catch (CarrierStopped | RunFailedException ending) {
            throw ending;
        } catch (Throwable ignored) {
            // as the JVM does
        }
    }

    private void end() {
        thread = null;
        carrier = null;
        joining.forEach(Carrier::wake);
        joining.clear();
        if (atEnd != null) {
            atEnd.run();
        }
    }

    /** In whose name it runs. */
    Incarnation owner() {
        return owner;
    }

    /**
     * Its node has died, so that it never ends; it is known by the thread as before, but does not
     * keep it. Only its carrier does, as long as that waits.
     */
    void forgetThread() {
        thread = null;
        atEnd = null;
    }

    /** A carrier waits for the end. */
    void addJoining(Carrier waiting) {
        joining.add(waiting);
    }

    /** A carrier waits no longer. */
    void removeJoining(Carrier waiting) {
        joining.removeIf(known -> known == waiting);
    }

    /** The thread's name when it was started. */
    @Override
    public String toString() {
        return name;
    }
}
