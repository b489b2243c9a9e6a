// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.agent.hook;

import org.jspecify.annotations.Nullable;

/**
 * What decides the hash codes of the objects of one class. Nothing is asked of the class before it
 * must be, since the answers ask for hash codes too. Two threads may both write the same.
 */
final class KnownClass {

    /** All of them. */
    static final ClassValue<KnownClass> ALL = new ClassValue<>() {
        @Override
        protected KnownClass computeValue(Class<?> type) {
            return new KnownClass(type);
        }
    };

    private final Class<?> type;
    private final long seed;
    private boolean isAsked;
    private boolean inherits;
    private @Nullable LastingObjects lasting;

    private KnownClass(Class<?> type) {
        this.type = type;
        seed = seed(type);
    }

    /** Made of the name; a class that the JVM made up has a name that counts how many it made. */
    static long seed(Class<?> type) {
        String name = type.getName();
        int end = type.isHidden() ? name.indexOf("$$") : -1;
        return IdentityHashes.scatter((end < 0 ? name : name.substring(0, end)).hashCode());
    }

    long seed() {
        return seed;
    }

    /** Whether its objects have no hash code of their own. */
    boolean inheritsHashCode() {
        if (!isAsked) {
            try {
                inherits = type.getMethod("hashCode").getDeclaringClass() == Object.class;
            } catch (NoSuchMethodException | LinkageError e) {
                inherits = true; // to stamp in vain does no harm
            }
            isAsked = true;
        }
        return inherits;
    }

    /**
     * What the number of an object is made of.
     *
     * @return null if it is to be made of the step, too
     */
    @Nullable
    Long lastingSeed(Object object) {
        LastingObjects kind = lasting;
        if (kind == null) {
            kind = LastingObjects.of(type);
            lasting = kind;
        }
        String name = kind.name(object);
        return name == null ? null : Long.valueOf(seed + name.hashCode());
    }
}
