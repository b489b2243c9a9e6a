package dev.pekkosim.engine;

import java.util.Map;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;

/** The threads that simulated code started in one run, found by the thread that it knows. */
final class AppThreads {

    private final Engine engine;
    private final Map<Thread, AppThread> started = new WeakHashMap<>();
    private final Map<Thread, Long> ids = new WeakHashMap<>();
    private long lastId;

    AppThreads(Engine engine) {
        this.engine = engine;
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
        Carrier carrier = engine.carriers().add(added);
        added.runOn(carrier);
        started.put(thread, added);
        carrier.runAs(owner);
        engine.ready(new Step(owner, StepKind.THREAD, thread.getName().hashCode(), added, carrier));
    }

    /** Lets go of the threads of an incarnation that died. */
    void forget(Incarnation dead) {
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
