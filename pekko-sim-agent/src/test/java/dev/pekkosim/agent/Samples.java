package dev.pekkosim.agent;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Date;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;

/** Calls as people write them. The test runs a rewritten copy of each method by its name. */
final class Samples {

    private Samples() {}

    static long nanoTime() {
        return System.nanoTime();
    }

    static long currentTimeMillis() {
        return System.currentTimeMillis();
    }

    static Instant instant() {
        return Instant.now();
    }

    static Instant instantOfClock() {
        return Clock.systemUTC().instant();
    }

    static LocalDateTime localDateTimeOfZone() {
        return LocalDateTime.now(ZoneOffset.ofHours(2));
    }

    static Instant fixedClock() {
        return Instant.now(Clock.fixed(Instant.EPOCH, ZoneOffset.UTC));
    }

    @SuppressWarnings("JavaUtilDate") // It is still met in the field.
    static long date() {
        return new Date().getTime();
    }

    static long random() {
        return new Random().nextLong();
    }

    static long seededRandom() {
        return new Random(7).nextLong();
    }

    static long ternaryRandom() {
        Random random = Boolean.getBoolean("absent") ? new Random(1) : new Random();
        return random.nextLong();
    }

    static int sharedRandom() {
        return ThreadLocalRandom.current().nextInt();
    }

    static UUID uuid() {
        return UUID.randomUUID();
    }

    static List<Integer> shuffled() {
        List<Integer> list = new ArrayList<>(List.of(1, 2, 3, 4, 5, 6, 7, 8));
        Collections.shuffle(list);
        return list;
    }

    static long staticReference() {
        LongSupplier clock = System::nanoTime;
        return clock.getAsLong();
    }

    static LocalDate bridgedReference() {
        Supplier<LocalDate> clock = LocalDate::now;
        return clock.get();
    }

    static ZonedDateTime bridgedReferenceWithArgument() {
        Function<ZoneId, ZonedDateTime> clock = ZonedDateTime::now;
        return clock.apply(ZoneOffset.UTC);
    }

    static long constructorReference() {
        Supplier<Random> maker = Random::new;
        return maker.get().nextLong();
    }

    static int boundReference() {
        IntSupplier next = ThreadLocalRandom.current()::nextInt;
        return next.getAsInt();
    }

    static int unboundReference() {
        ToIntFunction<Random> next = Random::nextInt;
        return next.applyAsInt(ThreadLocalRandom.current());
    }

    static long lambda() {
        LongSupplier clock = () -> System.nanoTime() + 1;
        return clock.getAsLong();
    }
}
