package dev.pekkosim.engine;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The tasks that simulated code gave to pools of workers and that have not ended; each is a step instead. */
final class PoolTasks {

    private final IdentityHashMap<Object, Pool> pools = new IdentityHashMap<>();

    private static final class Pool {

        private final List<Carrier> waiting = new ArrayList<>();
        private int tasks;
    }

    /** Counts a task until it has ended. */
    Runnable counted(Object pool, Runnable task) {
        Pool counted = pools.computeIfAbsent(pool, k -> new Pool());
        counted.tasks++;
        return () -> {
            try {
                task.run();
            } finally {
                if (--counted.tasks == 0) {
                    pools.remove(pool);
                    counted.waiting.forEach(Carrier::wake);
                }
            }
        };
    }

    /** The carriers that wait for the tasks of a pool; null if there is no task. */
    @Nullable
    List<Carrier> waitingFor(Object pool) {
        Pool known = pools.get(pool);
        return known == null ? null : known.waiting;
    }
}
