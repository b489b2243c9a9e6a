// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.agent.hook;

/**
 * Decides the hash codes that the JVM gives to objects which have none of their own.
 *
 * <p>HotSpot draws such a number when an object is first asked for it, with Marsaglia's xor-shift
 * from four words in its own structure of the asking thread ({@code Thread::_hashStateW} to
 * {@code Z} in {@code thread.hpp}, {@code get_next_hash} in {@code synchronizer.cpp}), and keeps it
 * in the object for good. Here the four words are set just before. So the number is the object's
 * hash code for everyone and for ever, as Java demands, in tables that were filled before and on
 * threads that no run owns; and nothing is slower.
 *
 * <p>A class and an enum constant get a number that is made of their name. Any other object, if its
 * first question comes on a {@link SimThread}, gets one that is made of its class, of the step, and
 * of how many objects of that class were asked for the first time in that step; so it does not
 * depend on what the JVM itself asks, which is more in its first run than later. Nor may it depend
 * on which run is the first to ask an object that outlives runs: see {@link LastingObjects}.
 *
 * <p>The words are found by what a thread that never drew has in them. Where they are not found, no
 * run can start.
 */
final class IdentityHashes {

    private static final int Y = HashWordsProbe.Y;

    private static final long STRUCTURE = offset("eetop");
    private static final long LOCAL_SEED = offset("threadLocalRandomSeed");
    private static final long LOCAL_PROBE = offset("threadLocalRandomProbe");

    /** Where the words begin in the structure, or -1. */
    private static final int WORDS = HashWordsProbe.find(STRUCTURE);

    static {
        // Loads the JDK's map of them, before a class that is being loaded asks for a hash code.
        KnownClass.ALL.get(Object.class);
    }

    private IdentityHashes() {}

    private static long offset(String field) {
        try {
            return RawMemory.fieldOffset(Thread.class, field);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** Whether this JVM's numbers can be decided. */
    static boolean areControlled() {
        if (WORDS < 0) {
            return false;
        }
        int first = stampedFresh(1);
        int again = stampedFresh(1);
        return first == again && first != stampedFresh(2);
    }

    private static int stampedFresh(long seed) {
        Object fresh = new Object();
        stamp(fresh, seed);
        return System.identityHashCode(fresh);
    }

    // ---- numbers

    /**
     * Gives an object its number, if it has none yet.
     *
     * @return whether it had none
     */
    private static boolean stamp(Object object, long seed) {
        long structure = RawMemory.getLong(Thread.currentThread(), STRUCTURE);
        if (structure == 0) {
            return false; // a virtual thread, which is in no run
        }
        long words = structure + WORDS;
        long wx = RawMemory.getLong(words);
        long yz = RawMemory.getLong(words + Y);
        write(words, seed);
        long before = RawMemory.getLong(words);
        int unused = System.identityHashCode(object);
        boolean isNew = RawMemory.getLong(words) != before;
        RawMemory.putLong(words, wx);
        RawMemory.putLong(words + Y, yz);
        return isNew && unused != 0;
    }

    private static void write(long words, long seed) {
        RawMemory.putLong(words, scatter(seed));
        RawMemory.putLong(words + Y, scatter(seed + 1) | 1);
    }

    static void stampClass(Class<?> type) {
        stamp(type, KnownClass.seed(type));
    }

    /** David Stafford's mix 13. */
    static long scatter(long bits) {
        long z = bits + 0x9e3779b97f4a7c15L;
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }

    // ---- questions

    /** Comes before an object is asked for its hash code. */
    static void beforeHashCode(Object object) {
        if (!ObjectHeader.hasHashCode(object) // most have, of those that have none of their own
                && !isNamed(object)
                && Thread.currentThread() instanceof SimThread t
                && t.beginStamp()) {
            try {
                KnownClass known = t.known(object.getClass());
                if (known.inheritsHashCode()) {
                    stamp(t, object, known);
                }
            } finally {
                t.endStamp();
            }
        }
    }

    /**
     * Whether an object gets a number that is made of its name, on whichever thread; if so, now.
     */
    private static boolean isNamed(Object object) {
        if (object instanceof Class<?> type) {
            stampClass(type);
            return true;
        }
        if (object instanceof Enum<?> constant) {
            long seed = KnownClass.seed(constant.getDeclaringClass());
            stamp(constant, seed + constant.name().hashCode());
            return true;
        }
        return false;
    }

    /**
     * Comes before an object is asked for the hash code that it would have if it had none of its
     * own.
     */
    static void beforeIdentityHashCode(Object object) {
        if (!ObjectHeader.hasHashCode(object)
                && !isNamed(object)
                && Thread.currentThread() instanceof SimThread t
                && t.beginStamp()) {
            try {
                stamp(t, object, t.known(object.getClass()));
            } finally {
                t.endStamp();
            }
        }
    }

    private static void stamp(SimThread t, Object object, KnownClass known) {
        Long lasting = known.lastingSeed(object);
        if (lasting != null) {
            stamp(object, lasting);
            return;
        }
        String initialised = t.initialisers().current();
        long seed =
                initialised == null ? known.seed() : known.seed() + scatter(initialised.hashCode());
        if (stamp(object, t.hashSeed(seed, initialised != null))) {
            t.hashSeedIsUsed(seed);
        }
    }

    // ---- steps

    /**
     * Sets what the JVM draws in a step for objects on which nothing here was asked, as in its own
     * code.
     *
     * @param thread the current thread
     */
    static void beginStep(Thread thread, long seed) {
        write(RawMemory.getLong(thread, STRUCTURE) + WORDS, seed);
    }

    /**
     * Sets the state of {@code ThreadLocalRandom}, which the JDK uses itself and which parallel
     * work is spread by.
     *
     * @param thread the current thread
     */
    static void seedLocalRandom(Thread thread, long seed) {
        RawMemory.putLong(thread, LOCAL_SEED, scatter(seed + 2));
        RawMemory.putInt(thread, LOCAL_PROBE, (int) scatter(seed + 3) | 1);
    }

    // ---- a step that goes on on another thread

    /**
     * The words from which the JVM draws.
     *
     * @param thread the current thread
     */
    static long[] words(Thread thread) {
        if (!HashHooks.isReady()) {
            return new long[0];
        }
        long words = RawMemory.getLong(thread, STRUCTURE) + WORDS;
        return new long[] {RawMemory.getLong(words), RawMemory.getLong(words + Y)};
    }

    static long localSeed(Thread thread) {
        return RawMemory.getLong(thread, LOCAL_SEED);
    }

    static int localProbe(Thread thread) {
        return RawMemory.getInt(thread, LOCAL_PROBE);
    }

    /**
     * Lets draw what a step would draw next that was on another thread.
     *
     * @param thread the current thread
     */
    static void continueStep(Thread thread, StepState state) {
        if (state.hashWords.length > 0) {
            long words = RawMemory.getLong(thread, STRUCTURE) + WORDS;
            RawMemory.putLong(words, state.hashWords[0]);
            RawMemory.putLong(words + Y, state.hashWords[1]);
        }
        if (RandomHooks.isReady()) {
            RawMemory.putLong(thread, LOCAL_SEED, state.localSeed);
            RawMemory.putInt(thread, LOCAL_PROBE, state.localProbe);
        }
    }
}
