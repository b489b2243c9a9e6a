// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.engine.carrier;

import dev.pekkosim.engine.Internal;
import dev.pekkosim.engine.step.Incarnation;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The tasks that simulated code gave to pools of workers and that have not ended; each is a step
 * instead.
 *
 * @hidden
 */
@Internal
public final class PoolTasks {

    private final IdentityHashMap<Object, Pool> pools = new IdentityHashMap<>();

    /** The keys, oldest first, since the order of the map is that of the JVM's numbers. */
    private final List<Object> keys = new ArrayList<>();

    /** Creates those of a run, which are none. */
    public PoolTasks() {}

    private static final class Pool {

        private final List<Carrier> waiting = new ArrayList<>();

        /** How to cancel each task that has not begun, and whose it is. */
        private final Map<Runnable, Incarnation> cancels = new LinkedHashMap<>();

        private final List<Share> shares = new ArrayList<>();

        Share shareOf(Incarnation owner) {
            for (Share share : shares) {
                if (share.owner == owner) {
                    return share;
                }
            }
            Share added = new Share(owner);
            shares.add(added);
            return added;
        }
    }

    /** How many tasks of a pool are one incarnation's. */
    private static final class Share {

        private final Incarnation owner;
        private int tasks;

        Share(Incarnation owner) {
            this.owner = owner;
        }
    }

    /**
     * Counts a task until it has ended, or its node.
     *
     * @param owner in whose name it runs
     */
    Runnable counted(Object pool, Incarnation owner, Runnable task, Runnable cancel) {
        Pool known = pools.get(pool);
        Pool counted = known == null ? add(pool) : known;
        Share share = counted.shareOf(owner);
        share.tasks++;
        counted.cancels.put(cancel, owner);
        return () -> {
            counted.cancels.remove(cancel);
            try {
                if (Thread.currentThread() instanceof Carrier carrier) {
                    carrier.runFor(pool, task);
                }
            } finally {
                if (--share.tasks == 0 && owner.isAlive()) {
                    counted.shares.remove(share);
                    endIfDone(pool, counted);
                }
            }
        };
    }

    private Pool add(Object pool) {
        Pool added = new Pool();
        pools.put(pool, added);
        keys.add(pool);
        return added;
    }

    private void endIfDone(Object pool, Pool counted) {
        if (counted.shares.isEmpty()) {
            pools.remove(pool);
            keys.removeIf(key -> key == pool);
            counted.waiting.forEach(Carrier::wake);
        }
    }

    /**
     * Forgets the tasks of an incarnation that died: they never end, and nobody needs to wait for
     * them.
     */
    public void forget(Incarnation dead) {
        for (Object pool : List.copyOf(keys)) {
            Pool known = pools.get(pool);
            if (known != null) {
                known.cancels.values().removeIf(owner -> owner == dead);
                if (known.shares.removeIf(share -> share.owner == dead)) {
                    endIfDone(pool, known);
                }
            }
        }
    }

    /** Cancels the tasks of a pool that have not begun. */
    void cancel(Object pool) {
        Pool known = pools.get(pool);
        if (known != null) {
            List.copyOf(known.cancels.keySet()).forEach(Runnable::run);
        }
    }

    /** The carriers that wait for the tasks of a pool; null if there is no task. */
    @Nullable
    List<Carrier> waitingFor(Object pool) {
        Pool known = pools.get(pool);
        return known == null ? null : known.waiting;
    }
}
