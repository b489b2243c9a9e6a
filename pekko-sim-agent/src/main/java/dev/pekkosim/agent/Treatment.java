// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.agent;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A source of non-determinism that is treated, with a name by which the treatment can be switched
 * off. That is for tests, which show that each treatment is needed, and for whoever suspects one of
 * them: {@code -Dpekko.sim.agent.off=clocks,uuids}. A run is then no longer a function of its seed.
 */
enum Treatment {
    /**
     * {@code System.nanoTime}, {@code currentTimeMillis}, and what {@code java.time} and
     * {@code java.util} make of them.
     */
    CLOCKS("ClockHooks"),
    /**
     * Generators that seed themselves or are shared, {@code Math.random},
     * {@code Collections.shuffle}.
     */
    RANDOM("RandomHooks"),
    /** {@code SecureRandom}, also where the JDK itself uses it. */
    SECURE_RANDOM("RandomHooks"),
    /** {@code UUID.randomUUID}. */
    UUIDS("RandomHooks"),
    /**
     * Hash codes that are numbers of the JVM's own: those of objects without one, of enum constants
     * and of classes.
     */
    IDENTITY_HASHES("HashHooks"),
    /**
     * The order of {@code Set.of}, {@code Map.of} and their copies, which differs from JVM to JVM.
     */
    COLLECTION_ORDER("HashHooks"),
    /** Counters that exist once per JVM and should exist once per node. */
    COUNTERS("CounterHooks"),
    /** {@code Thread.start} and what asks a thread: its work runs on a carrier. */
    THREADS("ThreadHooks"),
    /** {@code synchronized}, {@code Object.wait} and {@code notify}. */
    MONITORS("MonitorHooks"),
    /** {@code ForkJoinPool}, its common pool, and with it parallel streams. */
    FORK_JOIN("ForkJoinHooks"),
    /**
     * {@code orTimeout}, {@code completeOnTimeout} and {@code delayedExecutor} of
     * {@code CompletableFuture}.
     */
    DELAYED_FUTURES("FutureHooks"),
    /**
     * {@code Thread.sleep} and {@code LockSupport}, on which all waiting of
     * {@code java.util.concurrent} rests.
     */
    WAITING("WaitHooks"),
    /** The number of processors and the amount of memory. */
    MACHINE("MachineHooks"),
    /**
     * Sockets, name look-ups and processes, which are refused; the writing of files and the end of
     * the JVM, which are reported.
     */
    OUTSIDE("OutsideHooks");

    /** The system property that names the treatments to leave out, separated by commas. */
    static final String OFF = "pekko.sim.agent.off";

    private static final Set<Treatment> APPLIED = applied(System.getProperty(OFF, ""));

    private final String hooks;

    Treatment(String hooks) {
        this.hooks = HookClasses.PACKAGE.replace('.', '/') + hooks;
    }

    /**
     * Internal name of the class with its hooks; only ever a string here, so that nothing loads it
     * early.
     */
    String hooks() {
        return hooks;
    }

    /** The name in the system property, such as {@code secure-random}. */
    String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Whether it is not switched off. */
    boolean isApplied() {
        return APPLIED.contains(this);
    }

    /** Those that are not switched off. */
    static Set<Treatment> applied() {
        return APPLIED;
    }

    /** What is wrong with the system property, or an empty text. */
    static String complaint(String off) {
        for (String id : words(off)) {
            if (find(id) == null) {
                return OFF + " must name treatments, but has '" + id + "'; there are "
                        + Arrays.stream(values()).map(Treatment::id).toList();
            }
        }
        return "";
    }

    /** All but those that the system property names. */
    static Set<Treatment> applied(String off) {
        Set<Treatment> applied = EnumSet.allOf(Treatment.class);
        for (String id : words(off)) {
            applied.remove(find(id));
        }
        return applied;
    }

    private static List<String> words(String off) {
        List<String> words = new ArrayList<>();
        for (String word : off.split(",", -1)) {
            if (!word.isBlank()) {
                words.add(word.trim());
            }
        }
        return words;
    }

    private static @Nullable Treatment find(String id) {
        for (Treatment treatment : values()) {
            if (treatment.id().equals(id)) {
                return treatment;
            }
        }
        return null;
    }
}
