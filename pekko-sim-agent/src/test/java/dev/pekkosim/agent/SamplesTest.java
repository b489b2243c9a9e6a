package dev.pekkosim.agent;

import static dev.pekkosim.agent.FakeCarrier.DRAWN;
import static dev.pekkosim.agent.FakeCarrier.FIRST_EPOCH_NANOS;
import static dev.pekkosim.agent.FakeCarrier.FIRST_NANO_TIME;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SamplesTest {

    private static final Instant WALL = Instant.ofEpochSecond(0, FIRST_EPOCH_NANOS);
    private static final long DRAWN_LONG = DRAWN;
    private static final int DRAWN_INT = (int) (DRAWN >>> 32);

    private static final Class<?> REWRITTEN = Rewriting.copyOf(Samples.class);

    static Stream<Arguments> expectedOnCarrier() {
        List<Integer> shuffled = new ArrayList<>(List.of(1, 2, 3, 4, 5, 6, 7, 8));
        Collections.shuffle(shuffled, new Random(DRAWN));
        return Stream.of(
                Arguments.of("nanoTime", FIRST_NANO_TIME),
                Arguments.of("currentTimeMillis", WALL.toEpochMilli()),
                Arguments.of("instant", WALL),
                Arguments.of("instantOfClock", WALL),
                Arguments.of(
                        "localDateTimeOfZone",
                        LocalDateTime.ofInstant(WALL, ZoneOffset.ofHours(2))),
                Arguments.of("fixedClock", Instant.EPOCH),
                Arguments.of("date", WALL.toEpochMilli()),
                Arguments.of("random", DRAWN_LONG),
                Arguments.of("seededRandom", new Random(7).nextLong()),
                Arguments.of("ternaryRandom", DRAWN_LONG),
                Arguments.of("sharedRandom", DRAWN_INT),
                Arguments.of("uuid", UUID.fromString("12345678-9abc-4ef0-9234-56789abcdef0")),
                Arguments.of("shuffled", shuffled),
                Arguments.of("staticReference", FIRST_NANO_TIME),
                Arguments.of("bridgedReference", LocalDate.ofInstant(WALL, ZoneId.systemDefault())),
                Arguments.of("bridgedReferenceWithArgument", WALL.atZone(ZoneOffset.UTC)),
                Arguments.of("constructorReference", DRAWN_LONG),
                Arguments.of("boundReference", DRAWN_INT),
                Arguments.of("unboundReference", DRAWN_INT),
                Arguments.of("lambda", FIRST_NANO_TIME + 1));
    }

    @ParameterizedTest
    @MethodSource("expectedOnCarrier")
    void sample_onCarrier_isSimulated(String method, Object expected) {
        assertThat(FakeCarrier.run(() -> call(method)).value()).isEqualTo(expected);
    }

    @Test
    void samples_all_haveAnExpectation() {
        List<String> samples = Stream.of(Samples.class.getDeclaredMethods())
                .filter(method -> !method.isSynthetic())
                .map(Method::getName)
                .toList();

        assertThat(expectedOnCarrier().map(expected -> (String) expected.get()[0]))
                .containsExactlyInAnyOrderElementsOf(samples);
    }

    @Test
    void clock_offCarrier_isTheMachines() throws Exception {
        Instant before = Instant.now();
        Instant shown = (Instant) call("instantOfClock");

        assertThat(Duration.between(before, shown)).isBetween(Duration.ZERO, Duration.ofHours(1));
        assertThat(call("fixedClock")).isEqualTo(Instant.EPOCH);
    }

    @Test
    void random_offCarrier_differsEachTime() throws Exception {
        assertThat(call("random")).isNotEqualTo(call("random"));
        assertThat(call("constructorReference")).isNotEqualTo(call("constructorReference"));
        assertThat(call("seededRandom")).isEqualTo(call("seededRandom"));
    }

    private static Object call(String name) throws Exception {
        Method method = REWRITTEN.getDeclaredMethod(name);
        method.setAccessible(true);
        return method.invoke(null);
    }
}
