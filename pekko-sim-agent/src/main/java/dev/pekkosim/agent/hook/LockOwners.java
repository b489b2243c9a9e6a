// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.agent.hook;

import java.lang.reflect.Method;
import java.util.concurrent.locks.AbstractOwnableSynchronizer;
import org.jspecify.annotations.Nullable;

/**
 * Tells who holds a lock of {@code java.util.concurrent.locks} on which a thread parks. The JDK
 * does not offer it to others, so the agent opens the package to the module of the hooks.
 */
public final class LockOwners {

    private static final String REENTRANT = "java.util.concurrent.locks.Reentrant";

    private static final String READ_WRITE = REENTRANT + "ReadWriteLock";

    private static final long OWNER = ownerField();

    /** Found when it is first needed, since most runs never do. */
    private static volatile @Nullable Method readersMethod;

    private LockOwners() {}

    private static long ownerField() {
        try {
            return RawMemory.fieldOffset(AbstractOwnableSynchronizer.class, "exclusiveOwnerThread");
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /**
     * Whether the name is that of {@code ReentrantLock}, {@code ReentrantReadWriteLock} or of a
     * class within one.
     *
     * @param className the name of a class
     */
    public static boolean isPartOfLock(String className) {
        return className.startsWith(REENTRANT);
    }

    /**
     * Whether a thread that parks on this waits for a lock.
     *
     * @param blocker what {@code LockSupport.park} was given, or null
     */
    public static boolean isLock(@Nullable Object blocker) {
        return blocker instanceof AbstractOwnableSynchronizer
                && isPartOfLock(blocker.getClass().getName());
    }

    /**
     * Whether readers have the lock, so that it is held and yet has no owner. When they are other
     * threads, this is what was so a moment ago.
     *
     * @param lock what {@link #isLock} is true of
     */
    public static boolean isHeldByReaders(Object lock) {
        return lock.getClass().getName().startsWith(READ_WRITE) && readers(lock) != 0;
    }

    /**
     * The thread that holds the lock alone, or null if none does. When the thread is not the
     * current one, this is what was so a moment ago.
     *
     * @param lock what {@link #isLock} is true of
     */
    public static @Nullable Object owner(Object lock) {
        return RawMemory.getReference(lock, OWNER);
    }

    /** Gives a held lock to another thread. */
    static void own(Object lock, Thread owner) {
        RawMemory.putReference(lock, OWNER, owner);
    }

    private static int readers(Object lock) {
        try {
            Method found = readersMethod;
            if (found == null) {
                found = Class.forName(READ_WRITE + "$Sync").getDeclaredMethod("getReadLockCount");
                found.setAccessible(true);
                readersMethod = found;
            }
            return (int) found.invoke(lock);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the readers of a lock cannot be counted", e);
        }
    }
}
