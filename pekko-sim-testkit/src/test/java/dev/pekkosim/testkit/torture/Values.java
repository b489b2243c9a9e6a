package dev.pekkosim.testkit.torture;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Calendar;
import java.util.Collections;
import java.util.Date;
import java.util.GregorianCalendar;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;
import javax.crypto.KeyGenerator;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.stream.javadsl.Sink;

/** Sources of numbers: clocks, random generators, counters, the machine. */
@SuppressWarnings("JavaUtilDate") // The old classes are asked, too.
final class Values {

    /** The application's own; no treatment knows it, so the campaign resets it before each run. */
    static final AtomicLong OWN_COUNTER = new AtomicLong();

    /** Made in whichever run comes first, used in all. */
    private static final class Statics {

        private static final Random RANDOM = new Random();
        private static final UUID ID = UUID.randomUUID();
    }

    private Values() {}

    static String clocks(ActorContext<?> context) {
        List<Object> seen = new ArrayList<>();
        seen.add(System.nanoTime());
        seen.add(System.currentTimeMillis());
        seen.add(Instant.now());
        seen.add(LocalDateTime.now(ZoneOffset.UTC));
        seen.add(ZonedDateTime.now(Clock.systemUTC()));
        seen.add(Clock.tickMillis(ZoneOffset.UTC).instant());
        seen.add(Clock.systemUTC().millis());
        seen.add(new Date().getTime());
        seen.add(Calendar.getInstance().getTimeInMillis());
        seen.add(new GregorianCalendar().getTimeInMillis());
        return seen.toString();
    }

    static String random(ActorContext<?> context) {
        List<Object> seen = new ArrayList<>();
        seen.add(new Random().nextLong());
        seen.add(Statics.RANDOM.nextInt(1_000));
        seen.add(Statics.RANDOM.nextGaussian());
        seen.add(Math.random());
        seen.add(ThreadLocalRandom.current().nextInt(1_000_000));
        seen.add(ThreadLocalRandom.current().ints(3, 0, 1_000_000).boxed().toList());
        seen.add(new SplittableRandom().nextLong());
        seen.add(RandomGenerator.getDefault().nextLong());
        seen.add(RandomGenerator.of("L64X128MixRandom").nextLong());
        seen.add(scala.util.Random$.MODULE$.nextInt(1_000_000));
        List<Integer> shuffled = new ArrayList<>(List.of(1, 2, 3, 4, 5, 6, 7, 8, 9));
        Collections.shuffle(shuffled);
        seen.add(shuffled);
        return seen.toString();
    }

    static String secureRandom(ActorContext<?> context) throws Exception {
        byte[] bytes = new byte[11];
        java.security.SecureRandom random = new java.security.SecureRandom();
        random.nextBytes(bytes);
        KeyGenerator keys = KeyGenerator.getInstance("AES");
        keys.init(128); // unless told, newer JDKs make longer keys
        return random.nextInt(1_000_000)
                + Arrays.toString(bytes)
                + Arrays.toString(keys.generateKey().getEncoded());
    }

    static String uuids(ActorContext<?> context) {
        return Statics.ID + " " + UUID.randomUUID();
    }

    /** Names that are numbered by counters of the JVM, of Pekko and of the application. */
    static String counters(ActorContext<?> context) throws Exception {
        Thread named = new Thread(() -> {});
        ExecutorService pool = Executors.newSingleThreadExecutor();
        Callable<String> name = () -> Thread.currentThread().getName();
        String worker = pool.submit(name).get();
        pool.shutdown();
        List<String> streams = org.apache.pekko.stream.javadsl.Source.single(1)
                .map(i -> "stream " + i)
                .runWith(Sink.seq(), context.getSystem())
                .toCompletableFuture()
                .get();
        return named.getName() + worker + streams + OWN_COUNTER.incrementAndGet();
    }

    static String machine(ActorContext<?> context) {
        Runtime runtime = Runtime.getRuntime();
        return runtime.availableProcessors() + " " + runtime.maxMemory() + " "
                + runtime.totalMemory() + " " + runtime.freeMemory();
    }
}
