package dev.pekkosim.agent;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.bytebuddy.jar.asm.Opcodes;
import org.jspecify.annotations.Nullable;

/**
 * The table of calls that are rewritten in application classes. To rewrite one more call, add a row and,
 * where no hook fits, a method to {@code SimHooks}.
 *
 * <p>Left alone, because what they answer is fixed by their arguments: {@code now(Clock)}, {@code new
 * Random(seed)}, {@code Collections.shuffle(list, random)}.
 */
final class CallSites {

    private static final String RANDOM = "java/util/Random";
    private static final String SPLITTABLE_RANDOM = "java/util/SplittableRandom";
    private static final String SYSTEM = "java/lang/System";
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
        RANDOM, "java/util/concurrent/ThreadLocalRandom", "java/security/SecureRandom",
    };

    /** Name, arguments and result of each drawing method; the hook of that name takes the generator first. */
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

    private static final List<CallSite> ROWS = rows();

    private static final Map<String, List<CallSite>> BY_OWNER = byOwner(ROWS);

    private CallSites() {}

    private static List<CallSite> rows() {
        List<CallSite> rows = new ArrayList<>();
        clocks(rows);
        dates(rows);
        seeds(rows);
        draws(rows);
        sleeps(rows);
        return rows;
    }

    private static void clocks(List<CallSite> rows) {
        hook(rows, SYSTEM, "nanoTime", "()J", "nanoTime");
        hook(rows, SYSTEM, "currentTimeMillis", "()J", "currentTimeMillis");
        hook(rows, "java/time/Instant", "now", "()Ljava/time/Instant;", "instantNow");
        hook(rows, "java/time/Clock", "systemUTC", "()" + CLOCK, "systemUtc");
        hook(rows, "java/time/Clock", "systemDefaultZone", "()" + CLOCK, "systemDefaultZone");
        hook(rows, "java/time/Clock", "system", "(" + ZONE + ")" + CLOCK, "system");
    }

    private static void dates(List<CallSite> rows) {
        for (String owner : DATES) {
            String result = ")L" + owner + ";";
            String then = "(" + CLOCK + result;
            rows.add(new CallSite(
                    Opcodes.INVOKESTATIC,
                    owner,
                    "now",
                    "(" + result,
                    "systemDefaultZone",
                    "()" + CLOCK,
                    then));
            rows.add(new CallSite(
                    Opcodes.INVOKESTATIC,
                    owner,
                    "now",
                    "(" + ZONE + result,
                    "system",
                    "(" + ZONE + ")" + CLOCK,
                    then));
        }
    }

    private static void seeds(List<CallSite> rows) {
        seed(rows, "java/util/Date", "currentTimeMillis");
        seed(rows, RANDOM, "newSeed");
        seed(rows, SPLITTABLE_RANDOM, "newSeed");
    }

    private static void draws(List<CallSite> rows) {
        hook(rows, "java/lang/Math", "random", "()D", "mathRandom");
        hook(rows, "java/util/UUID", "randomUUID", "()Ljava/util/UUID;", "randomUuid");
        hook(rows, "java/util/Collections", "shuffle", "(Ljava/util/List;)V", "shuffle");
        for (String owner : GENERATORS) {
            for (String[] draw : DRAWS) {
                String rest = draw[1] + ")" + draw[2];
                rows.add(new CallSite(
                        Opcodes.INVOKEVIRTUAL,
                        owner,
                        draw[0],
                        "(" + rest,
                        draw[0],
                        "(L" + RANDOM + ";" + rest,
                        null));
            }
        }
    }

    private static void sleeps(List<CallSite> rows) {
        hook(rows, "java/lang/Thread", "sleep", "(J)V", "sleep");
        hook(rows, "java/lang/Thread", "sleep", "(JI)V", "sleep");
        rows.add(new CallSite(
                Opcodes.INVOKEVIRTUAL,
                "java/util/concurrent/TimeUnit",
                "sleep",
                "(J)V",
                "sleep",
                "(Ljava/util/concurrent/TimeUnit;J)V",
                null));
    }

    /** A static method that a hook of the same shape replaces. */
    private static void hook(
            List<CallSite> rows, String owner, String name, String descriptor, String hook) {
        rows.add(new CallSite(
                Opcodes.INVOKESTATIC, owner, name, descriptor, hook, descriptor, null));
    }

    /** A constructor without arguments, which becomes the one that takes a {@code long}. */
    private static void seed(List<CallSite> rows, String owner, String hook) {
        rows.add(new CallSite(Opcodes.INVOKESPECIAL, owner, "<init>", "()V", hook, "()J", "(J)V"));
    }

    private static Map<String, List<CallSite>> byOwner(List<CallSite> rows) {
        Map<String, List<CallSite>> map = new HashMap<>();
        for (CallSite row : rows) {
            List<CallSite> list = map.get(row.owner());
            if (list == null) {
                list = new ArrayList<>();
                map.put(row.owner(), list);
            }
            list.add(row);
        }
        return map;
    }

    static List<CallSite> all() {
        return ROWS;
    }

    static @Nullable CallSite find(int opcode, String owner, String name, String descriptor) {
        List<CallSite> rows = BY_OWNER.get(owner);
        if (rows == null) {
            return null;
        }
        for (CallSite row : rows) {
            if (row.matches(opcode, name, descriptor)) {
                return row;
            }
        }
        return null;
    }
}
