package dev.pekkosim.agent.hook;

import java.lang.reflect.Field;
import java.util.concurrent.locks.AbstractOwnableSynchronizer;
import org.jspecify.annotations.Nullable;

/**
 * Tells who holds a lock of {@code java.util.concurrent.locks} on which a thread parks. The JDK does not offer it to others,
 * so the agent opens the package to the module of the hooks.
 */
public final class LockOwners {

    private static final String REENTRANT = "java.util.concurrent.locks.Reentrant";

    private static final String READ_WRITE = REENTRANT + "ReadWriteLock";

    /** Found when it is first needed, since most runs never do. */
    private static volatile @Nullable Field ownerField;

    private LockOwners() {}

    /**
     * Whether the name is that of {@code ReentrantLock}, {@code ReentrantReadWriteLock} or of a class within one.
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
     * Whether threads may share the lock, so that it may be held and yet have no owner.
     *
     * @param lock what {@link #isLock} is true of
     */
    public static boolean isShared(Object lock) {
        return lock.getClass().getName().startsWith(READ_WRITE);
    }

    /**
     * The thread that holds the lock alone, or null if none does. When the thread is not the current one, this is what was
     * so a moment ago.
     *
     * @param lock what {@link #isLock} is true of
     */
    public static @Nullable Object owner(Object lock) {
        try {
            return field().get(lock);
        } catch (IllegalAccessException | NoSuchFieldException e) {
            throw new IllegalStateException("the owner of a lock cannot be read", e);
        }
    }

    private static Field field() throws NoSuchFieldException {
        Field found = ownerField;
        if (found == null) {
            found = AbstractOwnableSynchronizer.class.getDeclaredField("exclusiveOwnerThread");
            found.setAccessible(true);
            ownerField = found;
        }
        return found;
    }
}
