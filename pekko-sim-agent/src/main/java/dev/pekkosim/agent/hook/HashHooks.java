// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.agent.hook;

import java.security.ProtectionDomain;
import org.jspecify.annotations.Nullable;

/**
 * What comes before questions for hash codes, and stands in for the salt by which {@code Set.of}
 * and {@code Map.of} are ordered.
 */
public final class HashHooks {

    /** Any number; the order of iteration rests on it. */
    private static final long SALT = 0x5eedL;

    /**
     * Whether the JVM's numbers are decided here; not while the classes that do so are themselves
     * loaded.
     */
    private static volatile boolean isReady;

    private HashHooks() {}

    /**
     * Begins to decide the JVM's numbers. Called once, by the agent.
     *
     * @param loaded all classes that are there already; each gets its number unless it has one
     * @return whether this JVM allows it
     */
    public static boolean prepare(Class<?>[] loaded) {
        if (!IdentityHashes.areControlled()) {
            return false;
        }
        for (Class<?> type : loaded) {
            IdentityHashes.stampClass(type);
        }
        isReady = true;
        return true;
    }

    static boolean isReady() {
        return isReady;
    }

    /** Comes before {@link Object#hashCode()} is called. */
    public static void hashing(@Nullable Object object) {
        if (object != null && object.getClass() != String.class && isReady) {
            IdentityHashes.beforeHashCode(object);
        }
    }

    /** Comes before {@code Object}'s own {@code hashCode} is called by way of {@code super}. */
    public static void hashingBySuper(@Nullable Object object) {
        if (object != null && isReady) {
            IdentityHashes.beforeIdentityHashCode(object);
        }
    }

    /** Replaces {@link System#identityHashCode(Object)}. */
    public static int identityHashCode(@Nullable Object object) {
        if (object != null && isReady) {
            IdentityHashes.beforeIdentityHashCode(object);
        }
        return System.identityHashCode(object);
    }

    /** Begins what a class loader does after it has defined a class. */
    public static void classDefined(ClassLoader loader, Class<?> defined, ProtectionDomain domain) {
        if (isReady) {
            IdentityHashes.stampClass(defined);
        }
    }

    /** Stands in for {@code ImmutableCollections.SALT32L}. */
    public static long salt(long salt) {
        return Thread.currentThread() instanceof SimThread ? SALT : salt;
    }

    /** Stands in for {@code ImmutableCollections.REVERSE}. */
    public static boolean reverse(boolean reverse) {
        return !(Thread.currentThread() instanceof SimThread) && reverse;
    }
}
