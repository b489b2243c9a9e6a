package dev.pekkosim.engine;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The tasks that simulated code gave to pools of workers and that have not ended; each is a step instead. */
final class PoolTasks {

    private final IdentityHashMap<Object, Pool> pools = new IdentityHashMap<>();

    private static final class Pool {

        private final List<Carrier> waiting = new ArrayList<>();

        /** How to cancel each task that has not begun. */
        private final Set<Runnable> cancels = new LinkedHashSet<>();

        private int tasks;
    }

    /** Counts a task until it has ended. */
    Runnable counted(Object pool, Runnable task, Runnable cancel) {
        Pool counted = pools.computeIfAbsent(pool, k -> new Pool());
        counted.tasks++;
        counted.cancels.add(cancel);
        return () -> {
            counted.cancels.remove(cancel);
            try {
                if (Thread.currentThread() instanceof Carrier carrier) {
                    carrier.runFor(pool, task);
                }
            } finally {
                if (--counted.tasks == 0) {
                    pools.remove(pool);
                    counted.waiting.forEach(Carrier::wake);
                }
            }
        };
    }

    /** Cancels the tasks of a pool that have not begun. */
    void cancel(Object pool) {
        Pool known = pools.get(pool);
        if (known != null) {
            List.copyOf(known.cancels).forEach(Runnable::run);
        }
    }

    /** The carriers that wait for the tasks of a pool; null if there is no task. */
    @Nullable
    List<Carrier> waitingFor(Object pool) {
        Pool known = pools.get(pool);
        return known == null ? null : known.waiting;
    }
}
