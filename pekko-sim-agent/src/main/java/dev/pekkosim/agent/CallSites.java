// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.agent;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.bytebuddy.jar.asm.Opcodes;
import org.jspecify.annotations.Nullable;

/**
 * The table of calls that are rewritten in application classes. To rewrite one more call, add a row
 * and, where no hook fits, a method to the hooks of its {@link Treatment}.
 *
 * <p>Left alone, because what they answer is fixed by their arguments: {@code now(Clock)},
 * {@code new Random(seed)}, {@code Collections.shuffle(list, random)}.
 */
final class CallSites {

    private static final String RANDOM = "java/util/Random";
    private static final String SECURE_RANDOM = "java/security/SecureRandom";
    private static final String RANDOM_GENERATOR = "java/util/random/RandomGenerator";
    private static final String SPLITTABLE_RANDOM = "java/util/SplittableRandom";
    private static final String SYSTEM = "java/lang/System";
    private static final String OBJECT = "java/lang/Object";
    private static final String THREAD = "java/lang/Thread";
    private static final String RUNTIME = "java/lang/Runtime";
    private static final String FUTURE = "java/util/concurrent/CompletableFuture";
    private static final String UNIT = "Ljava/util/concurrent/TimeUnit;";
    private static final String EXECUTOR = "Ljava/util/concurrent/Executor;";
    private static final String CLOCK = "Ljava/time/Clock;";
    private static final String ZONE = "Ljava/time/ZoneId;";

    /** Types with {@code now()} and {@code now(ZoneId)}, both rewritten to {@code now(Clock)}. */
    private static final String[] DATES = {
        "java/time/LocalDate",
        "java/time/LocalTime",
        "java/time/LocalDateTime",
        "java/time/ZonedDateTime",
        "java/time/OffsetDateTime",
        "java/time/OffsetTime",
        "java/time/Year",
        "java/time/YearMonth",
        "java/time/MonthDay",
    };

    /** Types through which a shared or self-seeded generator is asked. */
    private static final String[] GENERATORS = {
        RANDOM, "java/util/concurrent/ThreadLocalRandom", SECURE_RANDOM,
    };

    /**
     * Name, arguments and result of each drawing method; the hook of that name takes the generator
     * first.
     */
    private static final String[][] DRAWS = {
        {"nextInt", "", "I"},
        {"nextInt", "I", "I"},
        {"nextInt", "II", "I"},
        {"nextLong", "", "J"},
        {"nextLong", "J", "J"},
        {"nextLong", "JJ", "J"},
        {"nextDouble", "", "D"},
        {"nextDouble", "D", "D"},
        {"nextDouble", "DD", "D"},
        {"nextFloat", "", "F"},
        {"nextBoolean", "", "Z"},
        {"nextGaussian", "", "D"},
        {"nextBytes", "[B", "V"},
    };

    /** The call of {@code super()} in a subclass of {@code Random}, which gets a seed. */
    static final CallSite SUPER_RANDOM = seed(Treatment.RANDOM, RANDOM, "newSeed");

    private static final List<CallSite> ROWS = rows();

    private static final Map<String, List<CallSite>> BY_OWNER = byOwner(ROWS);

    private static final List<CallSite> ANY_OWNER = anyOwner(ROWS);

    private CallSites() {}

    private static List<CallSite> rows() {
        List<CallSite> rows = new ArrayList<>();
        clocks(rows);
        dates(rows);
        seeds(rows);
        draws(rows);
        streams(rows);
        sleeps(rows);
        threads(rows);
        monitors(rows);
        hashCodes(rows);
        delayedFutures(rows);
        machine(rows);
        return rows;
    }

    private static void clocks(List<CallSite> rows) {
        Treatment t = Treatment.CLOCKS;
        hook(rows, t, SYSTEM, "nanoTime", "()J", "nanoTime");
        hook(rows, t, SYSTEM, "currentTimeMillis", "()J", "currentTimeMillis");
        hook(rows, t, "java/time/Instant", "now", "()Ljava/time/Instant;", "instantNow");
        hook(rows, t, "java/time/Clock", "systemUTC", "()" + CLOCK, "systemUtc");
        hook(rows, t, "java/time/Clock", "systemDefaultZone", "()" + CLOCK, "systemDefaultZone");
        hook(rows, t, "java/time/Clock", "system", "(" + ZONE + ")" + CLOCK, "system");
    }

    private static void dates(List<CallSite> rows) {
        for (String owner : DATES) {
            String result = ")L" + owner + ";";
            String then = "(" + CLOCK + result;
            argument(rows, owner, "(" + result, "systemDefaultZone", "()" + CLOCK, then);
            argument(rows, owner, "(" + ZONE + result, "system", "(" + ZONE + ")" + CLOCK, then);
        }
    }

    private static void seeds(List<CallSite> rows) {
        seed(rows, Treatment.CLOCKS, "java/util/Date", "currentTimeMillis");
        rows.add(new CallSite(
                Treatment.RANDOM,
                Opcodes.INVOKESPECIAL,
                RANDOM,
                "<init>",
                "()V",
                CallSite.Place.CONSTRUCTOR,
                "newRandom",
                "()L" + RANDOM + ";",
                null));
        seed(rows, Treatment.RANDOM, SPLITTABLE_RANDOM, "newSeed");
    }

    private static void draws(List<CallSite> rows) {
        Treatment t = Treatment.RANDOM;
        hook(rows, t, "java/lang/Math", "random", "()D", "mathRandom");
        hook(rows, t, "java/util/Collections", "shuffle", "(Ljava/util/List;)V", "shuffle");
        hook(rows, t, RANDOM_GENERATOR, "getDefault", "()L" + RANDOM_GENERATOR + ";", "generator");
        hook(
                rows,
                t,
                RANDOM_GENERATOR,
                "of",
                "(Ljava/lang/String;)L" + RANDOM_GENERATOR + ";",
                "generator");
        instead(
                rows,
                t,
                Opcodes.INVOKEVIRTUAL,
                "java/util/random/RandomGeneratorFactory",
                "create",
                "()L" + RANDOM_GENERATOR + ";",
                "generator");
        hook(
                rows,
                Treatment.UUIDS,
                "java/util/UUID",
                "randomUUID",
                "()Ljava/util/UUID;",
                "randomUuid");
        for (String owner : GENERATORS) {
            Treatment drawn = owner.equals(SECURE_RANDOM) ? Treatment.SECURE_RANDOM : t;
            for (String[] draw : DRAWS) {
                String rest = draw[1] + ")" + draw[2];
                rows.add(new CallSite(
                        drawn,
                        Opcodes.INVOKEVIRTUAL,
                        owner,
                        draw[0],
                        "(" + rest,
                        CallSite.Place.INSTEAD,
                        draw[0],
                        "(L" + RANDOM + ";" + rest,
                        null));
            }
        }
    }

    /** Streams of numbers from a generator that may be shared or unseeded. */
    private static void streams(List<CallSite> rows) {
        String[][] kinds = {
            {"ints", "II", "Int"}, {"longs", "JJ", "Long"}, {"doubles", "DD", "Double"}
        };
        for (String owner : GENERATORS) {
            Treatment t = owner.equals(SECURE_RANDOM) ? Treatment.SECURE_RANDOM : Treatment.RANDOM;
            for (String[] kind : kinds) {
                String result = ")Ljava/util/stream/" + kind[2] + "Stream;";
                for (String arguments : new String[] {"", "J", kind[1], "J" + kind[1]}) {
                    rows.add(new CallSite(
                            t,
                            Opcodes.INVOKEVIRTUAL,
                            owner,
                            kind[0],
                            "(" + arguments + result,
                            CallSite.Place.INSTEAD,
                            kind[0],
                            "(L" + RANDOM + ";" + arguments + result,
                            null));
                }
            }
        }
    }

    private static void sleeps(List<CallSite> rows) {
        Treatment t = Treatment.WAITING;
        hook(rows, t, THREAD, "sleep", "(J)V", "sleep");
        hook(rows, t, THREAD, "sleep", "(JI)V", "sleep");
        hook(rows, t, THREAD, "sleep", "(Ljava/time/Duration;)V", "sleep");
        hook(rows, t, THREAD, "yield", "()V", "yieldThread");
        hook(rows, t, THREAD, "onSpinWait", "()V", "onSpinWait");
        instead(
                rows,
                t,
                Opcodes.INVOKEVIRTUAL,
                "java/util/concurrent/TimeUnit",
                "sleep",
                "(J)V",
                "sleep");
    }

    private static void threads(List<CallSite> rows) {
        Treatment t = Treatment.THREADS;
        hook(rows, t, THREAD, "currentThread", "()L" + THREAD + ";", "currentThread");
        after(rows, t, "isAlive", "()Z", "isAlive", "(L" + OBJECT + ";Z)Z");
        String state = "L" + THREAD + "$State;";
        after(
                rows,
                t,
                "getState",
                "()" + state,
                "state",
                "(L" + OBJECT + ";" + state + ")" + state);
        instead(rows, t, Opcodes.INVOKEVIRTUAL, THREAD, "getId", "()J", "threadId");
        instead(rows, t, Opcodes.INVOKEVIRTUAL, THREAD, "threadId", "()J", "threadId");
        before(rows, t, null, "join", "()V", "join", "(L" + OBJECT + ";)V");
        before(rows, t, null, "join", "(J)V", "join", "(JL" + OBJECT + ";)J");
        before(rows, t, null, "join", "(JI)V", "join", "(JL" + OBJECT + ";I)J");
        instead(rows, t, Opcodes.INVOKEVIRTUAL, THREAD, "join", "(Ljava/time/Duration;)Z", "join");
    }

    private static void monitors(List<CallSite> rows) {
        String[][] methods = {
            {"wait", "()V"},
            {"wait", "(J)V"},
            {"wait", "(JI)V"},
            {"notify", "()V"},
            {"notifyAll", "()V"},
        };
        for (String[] method : methods) {
            String hook =
                    "monitor" + Character.toUpperCase(method[0].charAt(0)) + method[0].substring(1);
            // They are final, so a call by way of super is one of the same method.
            for (int opcode : new int[] {Opcodes.INVOKEVIRTUAL, Opcodes.INVOKESPECIAL}) {
                rows.add(new CallSite(
                        Treatment.MONITORS,
                        opcode,
                        null,
                        method[0],
                        method[1],
                        CallSite.Place.INSTEAD,
                        hook,
                        "(L" + OBJECT + ";" + method[1].substring(1),
                        null));
            }
        }
    }

    private static void hashCodes(List<CallSite> rows) {
        Treatment t = Treatment.IDENTITY_HASHES;
        for (int opcode : new int[] {Opcodes.INVOKEVIRTUAL, Opcodes.INVOKEINTERFACE}) {
            rows.add(new CallSite(
                    t,
                    opcode,
                    null,
                    "hashCode",
                    "()I",
                    CallSite.Place.BEFORE,
                    "hashing",
                    "(L" + OBJECT + ";)V",
                    null));
        }
        rows.add(new CallSite(
                t,
                Opcodes.INVOKESPECIAL,
                OBJECT,
                "hashCode",
                "()I",
                CallSite.Place.BEFORE,
                "hashingBySuper",
                "(L" + OBJECT + ";)V",
                null));
        hook(rows, t, SYSTEM, "identityHashCode", "(L" + OBJECT + ";)I", "identityHashCode");
    }

    private static void delayedFutures(List<CallSite> rows) {
        Treatment t = Treatment.DELAYED_FUTURES;
        int virtual = Opcodes.INVOKEVIRTUAL;
        String future = ")L" + FUTURE + ";";
        instead(rows, t, virtual, FUTURE, "orTimeout", "(J" + UNIT + future, "orTimeout");
        instead(
                rows,
                t,
                virtual,
                FUTURE,
                "completeOnTimeout",
                "(L" + OBJECT + ";J" + UNIT + future,
                "completeOnTimeout");
        String delayed = "delayedExecutor";
        hook(rows, t, FUTURE, delayed, "(J" + UNIT + ")" + EXECUTOR, delayed);
        hook(rows, t, FUTURE, delayed, "(J" + UNIT + EXECUTOR + ")" + EXECUTOR, delayed);
    }

    private static void machine(List<CallSite> rows) {
        Treatment t = Treatment.MACHINE;
        int virtual = Opcodes.INVOKEVIRTUAL;
        instead(rows, t, virtual, RUNTIME, "availableProcessors", "()I", "availableProcessors");
        instead(rows, t, virtual, RUNTIME, "freeMemory", "()J", "freeMemory");
        instead(rows, t, virtual, RUNTIME, "totalMemory", "()J", "totalMemory");
        instead(rows, t, virtual, RUNTIME, "maxMemory", "()J", "maxMemory");
    }

    /** A static method that a hook of the same shape replaces. */
    private static void hook(
            List<CallSite> rows,
            Treatment t,
            String owner,
            String name,
            String descriptor,
            String hook) {
        instead(rows, t, Opcodes.INVOKESTATIC, owner, name, descriptor, hook);
    }

    /**
     * A method that a hook replaces, which takes the receiver, if there is one, as its first
     * argument.
     */
    private static void instead(
            List<CallSite> rows,
            Treatment t,
            int opcode,
            String owner,
            String name,
            String descriptor,
            String hook) {
        String receiver = opcode == Opcodes.INVOKESTATIC ? "" : "L" + owner + ";";
        rows.add(new CallSite(
                t,
                opcode,
                owner,
                name,
                descriptor,
                CallSite.Place.INSTEAD,
                hook,
                "(" + receiver + descriptor.substring(1),
                null));
    }

    /** A method of any class whose result a hook may correct. */
    private static void after(
            List<CallSite> rows,
            Treatment t,
            String name,
            String descriptor,
            String hook,
            String hookDescriptor) {
        rows.add(new CallSite(
                t,
                Opcodes.INVOKEVIRTUAL,
                null,
                name,
                descriptor,
                CallSite.Place.AFTER,
                hook,
                hookDescriptor,
                null));
    }

    private static void before(
            List<CallSite> rows,
            Treatment t,
            @Nullable String owner,
            String name,
            String descriptor,
            String hook,
            String hookDescriptor) {
        rows.add(new CallSite(
                t,
                Opcodes.INVOKEVIRTUAL,
                owner,
                name,
                descriptor,
                CallSite.Place.BEFORE,
                hook,
                hookDescriptor,
                null));
    }

    /** A static {@code now}, which becomes the one that takes a clock. */
    private static void argument(
            List<CallSite> rows,
            String owner,
            String descriptor,
            String hook,
            String hookDescriptor,
            String then) {
        rows.add(new CallSite(
                Treatment.CLOCKS,
                Opcodes.INVOKESTATIC,
                owner,
                "now",
                descriptor,
                CallSite.Place.ARGUMENT,
                hook,
                hookDescriptor,
                then));
    }

    /** A constructor without arguments, which becomes the one that takes a {@code long}. */
    private static void seed(List<CallSite> rows, Treatment t, String owner, String hook) {
        rows.add(seed(t, owner, hook));
    }

    private static CallSite seed(Treatment t, String owner, String hook) {
        return new CallSite(
                t,
                Opcodes.INVOKESPECIAL,
                owner,
                "<init>",
                "()V",
                CallSite.Place.ARGUMENT,
                hook,
                "()J",
                "(J)V");
    }

    private static Map<String, List<CallSite>> byOwner(List<CallSite> rows) {
        Map<String, List<CallSite>> map = new HashMap<>();
        for (CallSite row : rows) {
            String owner = row.owner();
            if (owner == null) {
                continue;
            }
            List<CallSite> list = map.get(owner);
            if (list == null) {
                list = new ArrayList<>();
                map.put(owner, list);
            }
            list.add(row);
        }
        return map;
    }

    private static List<CallSite> anyOwner(List<CallSite> rows) {
        List<CallSite> any = new ArrayList<>();
        for (CallSite row : rows) {
            if (row.owner() == null) {
                any.add(row);
            }
        }
        return any;
    }

    static List<CallSite> all() {
        return ROWS;
    }

    /**
     * The row for a call.
     *
     * @param treatments those whose rows count
     */
    static @Nullable CallSite find(
            Set<Treatment> treatments, int opcode, String owner, String name, String descriptor) {
        List<CallSite> rows = BY_OWNER.get(owner);
        CallSite found = rows == null ? null : find(rows, opcode, name, descriptor);
        if (found == null) {
            found = find(ANY_OWNER, opcode, name, descriptor);
        }
        return found == null || !treatments.contains(found.treatment()) ? null : found;
    }

    private static @Nullable CallSite find(
            List<CallSite> rows, int opcode, String name, String descriptor) {
        for (CallSite row : rows) {
            if (row.matches(opcode, name, descriptor)) {
                return row;
            }
        }
        return null;
    }
}
