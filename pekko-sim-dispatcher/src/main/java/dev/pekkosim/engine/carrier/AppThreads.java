// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.engine.carrier;

import dev.pekkosim.engine.Internal;
import dev.pekkosim.engine.step.Agenda;
import dev.pekkosim.engine.step.Incarnation;
import dev.pekkosim.engine.step.Step;
import dev.pekkosim.engine.step.StepKind;
import java.util.Map;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The threads that simulated code started in one run, found by the thread that it knows.
 *
 * @hidden
 */
@Internal
public final class AppThreads {

    private final Carriers carriers;
    private final Agenda agenda;
    private final Map<Thread, AppThread> started = new WeakHashMap<>();
    private final Map<Thread, Long> ids = new WeakHashMap<>();
    private long lastId;

    /**
     * Creates those of a run, which are none.
     *
     * @param carriers makes one for each
     * @param agenda has it run
     */
    public AppThreads(Carriers carriers, Agenda agenda) {
        this.carriers = carriers;
        this.agenda = agenda;
    }

    /**
     * Makes what a thread would run a step.
     *
     * @param thread was not started before
     * @param owner in whose name it runs
     * @param atEnd what follows, or null for nothing
     */
    void start(Thread thread, Incarnation owner, @Nullable Runnable atEnd) {
        if (thread.getState() != Thread.State.NEW || started.containsKey(thread)) {
            throw new IllegalThreadStateException(thread.getName() + " was started before");
        }
        AppThread added = new AppThread(thread, owner, atEnd);
        Carrier carrier = carriers.add(added);
        added.runOn(carrier);
        started.put(thread, added);
        carrier.runAs(owner);
        agenda.add(new Step(owner, StepKind.THREAD, thread.getName().hashCode(), added, carrier));
    }

    /**
     * Lets go of the threads of an incarnation that died.
     *
     * @param dead the incarnation
     */
    public void forget(Incarnation dead) {
        for (AppThread known : started.values()) {
            if (known.owner() == dead) {
                known.forgetThread();
            }
        }
    }

    /** What a thread has become, null if it is not of this run. */
    @Nullable
    AppThread find(Thread thread) {
        return started.get(thread);
    }

    /** Numbers threads in the order in which they are asked for. */
    long idOf(Thread thread) {
        Long known = ids.get(thread);
        if (known == null) {
            known = ++lastId;
            ids.put(thread, known);
        }
        return known;
    }
}
