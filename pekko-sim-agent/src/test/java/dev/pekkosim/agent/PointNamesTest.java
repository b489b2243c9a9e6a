package dev.pekkosim.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.points.EveryPoint;
import com.acme.points.Places;
import dev.pekkosim.agent.hook.Place;
import dev.pekkosim.buggify.Buggify;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Points without a name in classes that the agent rewrote as they were loaded. */
class PointNamesTest {

    private static final String PLACES = Places.class.getName() + ".";

    private static List<String> asked(Callable<?> call) {
        return FakeCarrier.runWithPoints(call).asked();
    }

    static Stream<Arguments> places() {
        Places places = new Places();
        return Stream.of(
                place(places::direct, "fires " + PLACES + "direct:33"),
                place(() -> places.nested().get().getAsBoolean(), "fires " + PLACES + "nested:43"),
                place(() -> places.kept().getAsBoolean(), "fires " + PLACES + "kept:48"),
                place(() -> Places.inStatic().getAsBoolean(), "fires " + PLACES + "<clinit>:15"),
                place(() -> places.inConstructor().getAsBoolean(), "fires " + PLACES + "<init>:17"),
                place(() -> places.reference().getAsBoolean(), "fires " + PLACES + "reference:63"),
                place(
                        () -> Places.InInterface.reference().getAsBoolean(),
                        "fires com.acme.points.Places$InInterface.reference:27"),
                place(
                        () -> places.choice().apply(List.of("usual", "other")),
                        "choice " + PLACES + "choice:73 2"),
                place(
                        () -> places.anonymous().getAsInt(),
                        "knob com.acme.points.Places$1.getAsInt:81 5 1 10"));
    }

    private static Arguments place(Callable<?> call, String expected) {
        return Arguments.of(call, expected);
    }

    @ParameterizedTest
    @MethodSource("places")
    void point_withoutName_isNamedByItsPlace(Callable<?> call, String expected) {
        assertThat(asked(call)).containsExactly(expected);
    }

    @Test
    void points_inOneLine_haveNamesOfTheirOwn() {
        assertThat(asked(() -> new Places().twice()))
                .containsExactly(
                        "knob " + PLACES + "twice:38 5 1 10",
                        "knob " + PLACES + "twice:38#2 50 10 100");
    }

    @Test
    void references_inOneLine_haveNamesOfTheirOwn() {
        assertThat(asked(() -> new Places()
                        .references().stream()
                                .map(point -> point.getAsBoolean())
                                .toList()))
                .containsExactly(
                        "fires " + PLACES + "references:68",
                        "firesRarely " + PLACES + "references:68#2");
    }

    @Test
    void lambda_serialized_keepsItsName() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(new Places().kept());
        }
        try (ObjectInputStream in =
                new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            Places.Kept read = (Places.Kept) in.readObject();
            assertThat(asked(read::getAsBoolean)).containsExactly("fires " + PLACES + "kept:48");
        }
    }

    @Test
    void points_ofAllKinds_areNamed() {
        String prefix = EveryPoint.class.getName() + ".unnamed:";

        assertThat(asked(EveryPoint::unnamed))
                .containsExactly(
                        "fires " + prefix + "29",
                        "fires " + prefix + "30 1/10",
                        "firesRarely " + prefix + "31",
                        "knob " + prefix + "32 5 1 10",
                        "knob " + prefix + "33 5 1 10",
                        "delay " + prefix + "34 1000000000",
                        "choice " + prefix + "35 2");
    }

    /** So that no call has to look through the stack. */
    @Test
    void class_rewritten_callsOnlyPointsWithNames() {
        String name = EveryPoint.class.getName().replace('.', '/');

        assertThat(CallFinder.calls(Rewriting.mustRewrite(name, Rewriting.classFile(name))))
                .filteredOn(call -> call.startsWith(PointTargets.BUGGIFY))
                .hasSize(14)
                .allMatch(call -> call.contains("Ljava/lang/String;)"));
    }

    @Test
    void point_outsideARun_isStillFree() {
        assertThat(new Places().direct()).isFalse();
        assertThat(new Places().reference().getAsBoolean()).isFalse();
        assertThat(EveryPoint.unnamed()).isEqualTo("falsefalsefalse55PT0Susual");
    }

    @Test
    void point_calledByReflection_isNamedByItsCaller() throws Exception {
        var method = Buggify.class.getMethod("buggify");

        assertThat(asked(() -> method.invoke(null)))
                .singleElement()
                .asString()
                .startsWith("fires " + PointNamesTest.class.getName()
                        + ".point_calledByReflection_isNamedByItsCaller:");
    }

    @ParameterizedTest
    @CsvSource({
        "receive, receive",
        "lambda$receive$3, receive",
        "lambda$receive$12, receive",
        "lambda$receive$5d8a1cb9$1, receive",
        "lambda$two$words$3, two$words",
        "lambda$new$0, <init>",
        "lambda$static$0, <clinit>",
        "lambda$receive, receive",
        "lambda$3, 3",
        "lambda$, ''",
        "$anonfun$receive$1, receive",
        "$anonfun$receive$1$adapted, receive",
        "receive$1, receive$1",
    })
    void method_ofALambda_isTheOneItStandsIn(String name, String expected) {
        assertThat(Place.method(name)).isEqualTo(expected);
    }

    @Test
    void place_withoutLine_isTheMethod() {
        assertThat(Place.name("com.acme.Foo$Bar", "flush", 0)).isEqualTo("com.acme.Foo$Bar.flush");
        assertThat(Place.name("com.acme.Foo", "flush", 7)).isEqualTo("com.acme.Foo.flush:7");
    }
}
