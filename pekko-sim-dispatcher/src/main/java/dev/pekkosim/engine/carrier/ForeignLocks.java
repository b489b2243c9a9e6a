// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.engine.carrier;

import dev.pekkosim.agent.hook.LockOwners;
import java.lang.StackWalker.StackFrame;
import java.util.concurrent.locks.Condition;
import org.jspecify.annotations.Nullable;

/**
 * Locks that exist once per JVM, such as a logger's or those inside the JDK, and that steps of
 * several runs and threads outside every run take in turn.
 *
 * <p>Who has such a lock at which moment is chance, so a wait for it must leave no mark on the run:
 * the step waits in machine time with the baton in its hand, and for the run no time passes. A lock
 * whose holder is part of the run is waited for in virtual time, since the holder may itself be
 * blocked there.
 */
final class ForeignLocks {

    /** From the release of a lock down to the waking of the next thread there are fewer calls. */
    private static final int CALLS_OF_A_RELEASE = 16;

    private ForeignLocks() {}

    /**
     * Whether a step is about to wait for a lock that a thread outside the run holds, or will hand
     * on.
     *
     * @param condition what it waits for, or null if that is not known
     * @param asking whose step that is
     * @param carriers all of its run
     */
    static boolean isForeign(@Nullable Object condition, Carrier asking, Carriers carriers) {
        if (condition == null || !LockOwners.isLock(condition)) {
            return false;
        }
        Object owner = LockOwners.owner(condition);
        if (owner == null) {
            // Either it changes hands right now, or readers have it, who may be part of the run.
            return !LockOwners.isHeldByReaders(condition) && !carriers.awaits(condition);
        }
        return !(owner instanceof Carrier carrier && carrier.ownRun() == asking.ownRun());
    }

    /**
     * Whether the thread that wakes a step, and is not part of the run, only releases a lock that
     * the step waits for in machine time, or waited for a moment ago.
     *
     * @param waitsFor what the step waits for in virtual time, or null if it does not
     */
    static boolean isRelease(@Nullable Object waitsFor) {
        boolean mayBeMeant = waitsFor instanceof Condition || LockOwners.isLock(waitsFor);
        return !mayBeMeant
                && StackWalker.getInstance()
                        .walk(frames -> frames.limit(CALLS_OF_A_RELEASE)
                                .map(StackFrame::getClassName)
                                .anyMatch(LockOwners::isPartOfLock));
    }
}
