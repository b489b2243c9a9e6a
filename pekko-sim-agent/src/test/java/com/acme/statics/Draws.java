package com.acme.statics;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicReference;
import java.util.logging.LogManager;
import org.jspecify.annotations.Nullable;

/** Draws, in static initialisers and elsewhere. */
public final class Draws {

    private Draws() {}

    /** Outside any initialiser. */
    public static UUID plain() {
        return UUID.randomUUID();
    }

    /** In one that asks several generators. */
    public static List<Object> byGenerators() {
        return Generators.DRAWN;
    }

    /** In one that calls one. */
    public static List<UUID> inInitialiser() {
        return Outer.IDS;
    }

    /** After one that failed. */
    public static UUID afterFailedInitialiser() {
        try {
            return Failing.ID;
        } catch (ExceptionInInitializerError e) {
            return plain();
        }
    }

    /** In one that was loaded, and perhaps not initialised. */
    public static UUID inLoaded() {
        return Loaded.ID;
    }

    /**
     * Two are drawn by one initialiser, and one in between by another; it branches, and the class
     * has a monitor.
     */
    private static final class Outer {

        static final List<UUID> IDS = new ArrayList<>();

        static {
            for (int i = 0; i < 3; i++) {
                add(i == 1 ? Inner.ID : UUID.randomUUID());
            }
        }

        private static synchronized void add(UUID id) {
            IDS.add(id);
        }
    }

    private static final class Generators {

        static final List<Object> DRAWN = new ArrayList<>();

        static {
            List<Integer> shuffled = new ArrayList<>(List.of(1, 2, 3));
            Collections.shuffle(shuffled);
            byte[] bytes = new byte[Long.BYTES];
            new SecureRandom().nextBytes(bytes);
            Collections.addAll(
                    DRAWN,
                    new Random().nextInt(),
                    ThreadLocalRandom.current().nextLong(7),
                    Math.random(),
                    shuffled,
                    bytes);
        }
    }

    private static final class Inner {

        static final UUID ID = UUID.randomUUID();
    }

    private static final class Failing {

        static final UUID ID = fail(UUID.randomUUID());

        private static UUID fail(UUID id) {
            throw new IllegalStateException(id.toString());
        }
    }

    /** Is loaded before the agent, and initialised after. */
    public static final class Loaded {

        private Loaded() {}

        static final UUID ID = Draws.plain();
    }

    /** Is made by a static initialiser of the JDK, which asks for its name. */
    public static final class Logs extends LogManager {

        private static final AtomicReference<UUID> DRAWN = new AtomicReference<>();

        /** Draws. */
        public Logs() {
            DRAWN.set(plain());
        }

        /** What was drawn, if it was made. */
        public static @Nullable UUID drawn() {
            return DRAWN.get();
        }
    }
}
