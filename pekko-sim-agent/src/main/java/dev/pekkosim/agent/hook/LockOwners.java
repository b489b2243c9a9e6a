package dev.pekkosim.agent.hook;

import java.lang.reflect.Field;
import java.util.concurrent.locks.AbstractOwnableSynchronizer;
import java.util.concurrent.locks.AbstractQueuedSynchronizer;
import org.jspecify.annotations.Nullable;

/**
 * Tells who holds a lock of {@code java.util.concurrent.locks} on which a thread parks. The JDK does not offer it to others,
 * so the agent opens the package to the module of the hooks.
 */
public final class LockOwners {

    private static final String REENTRANT = "java.util.concurrent.locks.Reentrant";

    private static final String READ_WRITE = REENTRANT + "ReadWriteLock";

    /** Above these bits of its state {@code ReentrantReadWriteLock.Sync} counts the readers. */
    private static final int BITS_OF_WRITERS = 16;

    /** Found when they are first needed, since most runs never do. */
    private static volatile @Nullable Field ownerField;

    private static volatile @Nullable Field stateField;

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
     * Whether readers have the lock, so that it is held and yet has no owner. When they are other threads, this is what was so
     * a moment ago.
     *
     * @param lock what {@link #isLock} is true of
     */
    public static boolean isHeldByReaders(Object lock) {
        return lock.getClass().getName().startsWith(READ_WRITE)
                && state(lock) >>> BITS_OF_WRITERS != 0;
    }

    /**
     * The thread that holds the lock alone, or null if none does. When the thread is not the current one, this is what was
     * so a moment ago.
     *
     * @param lock what {@link #isLock} is true of
     */
    public static @Nullable Object owner(Object lock) {
        try {
            Field found = ownerField;
            if (found == null) {
                found = field(AbstractOwnableSynchronizer.class, "exclusiveOwnerThread");
                ownerField = found;
            }
            return found.get(lock);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the owner of a lock cannot be read", e);
        }
    }

    private static int state(Object lock) {
        try {
            Field found = stateField;
            if (found == null) {
                found = field(AbstractQueuedSynchronizer.class, "state");
                stateField = found;
            }
            return found.getInt(lock);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the state of a lock cannot be read", e);
        }
    }

    private static Field field(Class<?> type, String name) throws NoSuchFieldException {
        Field field = type.getDeclaredField(name);
        field.setAccessible(true);
        return field;
    }
}
