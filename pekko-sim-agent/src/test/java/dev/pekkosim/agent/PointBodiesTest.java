package dev.pekkosim.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pekkosim.agent.hook.PointHooks;
import dev.pekkosim.buggify.Buggify;
import dev.pekkosim.buggify.Property;
import dev.pekkosim.buggify.Ratio;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The methods of pekko-buggify, as loaded under the agent, with and without a run. */
class PointBodiesTest {

    private static final List<String> OPTIONS = List.of("usual", "other");
    private static final Duration SECOND = Duration.ofSeconds(1);

    private static String asked(Callable<?> call) {
        List<String> asked = FakeCarrier.runWithPoints(call).asked();
        assertThat(asked).hasSize(1);
        return asked.get(0);
    }

    private static Object value(Callable<?> call) {
        return FakeCarrier.runWithPoints(call).value();
    }

    // ---- points

    @Test
    void point_inARun_returnsWhatTheRunSays() {
        assertThat(value(() -> Buggify.buggify("a"))).isEqualTo(true);
        assertThat(value(() -> Buggify.buggify(Ratio.TENTH, "a"))).isEqualTo(true);
        assertThat(value(() -> Buggify.rarely("a"))).isEqualTo(true);
        assertThat(value(() -> Buggify.knob(5, 1, 10, "a"))).isEqualTo(10);
        assertThat(value(() -> Buggify.knob(5L, 1L, 1L << 40, "a"))).isEqualTo(1L << 40);
        assertThat(value(() -> Buggify.delay(SECOND, "a"))).isEqualTo(Duration.ofNanos(7));
        assertThat(value(() -> Buggify.choice(OPTIONS, "a"))).isEqualTo("other");
    }

    @Test
    void point_inARun_asksTheRun() {
        assertThat(asked(() -> Buggify.buggify("a"))).isEqualTo("fires a");
        assertThat(asked(() -> Buggify.buggify(Ratio.TENTH, "a"))).isEqualTo("fires a 1/10");
        assertThat(asked(() -> Buggify.rarely("a"))).isEqualTo("firesRarely a");
        assertThat(asked(() -> Buggify.knob(5, 1, 10, "a"))).isEqualTo("knob a 5 1 10");
        assertThat(asked(() -> Buggify.knob(5L, 1L, 1L << 40, "a")))
                .isEqualTo("knob a 5 1 1099511627776");
        assertThat(asked(() -> Buggify.delay(SECOND, "a"))).isEqualTo("delay a 1000000000");
        assertThat(asked(() -> Buggify.choice(OPTIONS, "a"))).isEqualTo("choice a 2");
    }

    /** In this test, whose class is not rewritten, the name comes from the stack. */
    @Test
    void point_withoutName_isNamedByItsPlace() {
        String place = PointBodiesTest.class.getName() + ".point_withoutName_isNamedByItsPlace:";

        List<String> asked = FakeCarrier.runWithPoints(() -> {
                    assertThat(Buggify.buggify()).isTrue();
                    assertThat(Buggify.buggify(Ratio.TENTH)).isTrue();
                    assertThat(Buggify.rarely()).isTrue();
                    assertThat(Buggify.knob(5, 1, 10)).isEqualTo(10);
                    assertThat(Buggify.knob(5L, 1L, 10L)).isEqualTo(10L);
                    assertThat(Buggify.delay(SECOND)).isEqualTo(Duration.ofNanos(7));
                    assertThat(Buggify.choice(OPTIONS)).isEqualTo("other");
                    return "";
                })
                .asked();

        assertThat(asked).allMatch(text -> text.contains(" " + place));
        assertThat(asked.stream().map(text -> text.replaceFirst(" \\S+:\\d+", "")))
                .containsExactly(
                        "fires",
                        "fires 1/10",
                        "firesRarely",
                        "knob 5 1 10",
                        "knob 5 1 10",
                        "delay 1000000000",
                        "choice 2");
        assertThat(asked).doesNotHaveDuplicates();
    }

    @Test
    void point_outsideARun_isAsWithoutTheAgent() {
        assertOutside();
    }

    @Test
    void point_onACarrierWhoseRunIsOver_isAsWithoutTheAgent() {
        assertThat(FakeCarrier.run(() -> {
                            assertOutside();
                            return "";
                        })
                        .asked())
                .isEmpty();
    }

    private static void assertOutside() {
        assertThat(Buggify.buggify()).isFalse();
        assertThat(Buggify.buggify("a")).isFalse();
        assertThat(Buggify.buggify(Ratio.ALWAYS)).isFalse();
        assertThat(Buggify.buggify(Ratio.ALWAYS, " ")).isFalse();
        assertThat(Buggify.rarely()).isFalse();
        assertThat(Buggify.rarely("a")).isFalse();
        assertThat(Buggify.knob(5, 6, 10)).isEqualTo(5);
        assertThat(Buggify.knob(5, 6, 10, "a")).isEqualTo(5);
        assertThat(Buggify.knob(5L, 6L, 10L)).isEqualTo(5L);
        assertThat(Buggify.knob(5L, 6L, 10L, "a")).isEqualTo(5L);
        assertThat(Buggify.delay(SECOND)).isEqualTo(Duration.ZERO);
        assertThat(Buggify.delay(SECOND, "a")).isEqualTo(Duration.ZERO);
        assertThat(Buggify.choice(OPTIONS)).isEqualTo("usual");
        assertThat(Buggify.choice(OPTIONS, "a")).isEqualTo("usual");
        Property.always(false, "a");
        Property.eventually(SECOND, () -> false, "a", "key", 1);
    }

    // ---- arguments

    private static void assertRefused(Callable<?> call, String message) {
        assertThatThrownBy(() -> FakeCarrier.runWithPoints(call))
                .hasCauseInstanceOf(IllegalArgumentException.class)
                .cause()
                .hasMessage(message);
    }

    @Test
    @SuppressWarnings("NullAway") // It is about nulls.
    void argument_againstItsRule_isRefusedInARun() {
        assertRefused(
                () -> Buggify.buggify(" "),
                "the name of a buggify point must not be blank, but is ' '");
        assertRefused(
                () -> Buggify.rarely(null),
                "the name of a buggify point must not be blank, but is null");
        assertRefused(
                () -> Buggify.buggify((Ratio) null, "a"),
                "the chance of 'a' must be between 0/1 and 1/1, but is null");
        assertRefused(
                () -> Buggify.knob(5, 6, 10, "a"),
                "the knob 'a' must have low <= usual <= high, but has low 6, usual 5 and high 10");
        assertRefused(
                () -> Buggify.knob(11L, 6L, 10L, "a"),
                "the knob 'a' must have low <= usual <= high, but has low 6, usual 11 and high 10");
        assertRefused(
                () -> Buggify.knob(0, -1, Long.MAX_VALUE - 1, "a"),
                "the knob 'a' has too wide a range, from -1 to 9223372036854775806; there must be"
                        + " less than 2^63 values");
        assertRefused(
                () -> Buggify.knob(0, Long.MIN_VALUE, Long.MAX_VALUE, "a"),
                "the knob 'a' has too wide a range, from -9223372036854775808 to"
                        + " 9223372036854775807; there must be less than 2^63 values");
        assertRefused(
                () -> Buggify.delay(Duration.ofSeconds(-1), "a"),
                "the longest delay of 'a' must not be negative, but is PT-1S");
        assertRefused(
                () -> Buggify.choice(List.of(), "a"),
                "the options of 'a' must not be empty, but are []");
        assertRefused(
                () -> {
                    Property.eventually(Duration.ZERO, () -> true, "it ends");
                    return "";
                },
                "the time within which 'it ends' becomes true must be positive, but is PT0S");
    }

    @Test
    void chance_thatIsNone_isRefused() {
        for (String wrong : List.of("5/4", "-1/4", "1/0", "1", "a/b")) {
            assertThatThrownBy(
                            () -> PointHooks.buggify(new FakePoints(new ArrayList<>()), wrong, "a"))
                    .hasMessage("the chance of 'a' must be between 0/1 and 1/1, but is " + wrong);
        }
    }

    @Test
    void delay_longerThanALong_isSaturated() {
        assertThat(asked(() -> Buggify.delay(Duration.ofSeconds(Long.MAX_VALUE), "a")))
                .isEqualTo("delay a " + Long.MAX_VALUE);
        assertThat(asked(() -> Buggify.delay(Duration.ofSeconds(9_223_372_035L), "a")))
                .isEqualTo("delay a 9223372035000000000");
    }

    // ---- properties

    static Stream<Method> properties() {
        return Stream.of(Property.class.getMethods())
                .filter(method -> Modifier.isStatic(method.getModifiers()))
                .filter(method -> !method.getName().equals("lazily"));
    }

    @ParameterizedTest
    @MethodSource("properties")
    void property_inARun_tellsTheRun(Method method) {
        String kind = method.getName();
        boolean hasDetails = method.isVarArgs();
        Class<?> first =
                method.getParameterCount() == 0 ? Object[].class : method.getParameterTypes()[0];
        String tail = (kind.equals("setupComplete") ? "" : " it holds")
                + (hasDetails ? " [key, 1]" : " null");

        String asked = asked(() -> method.invoke(null, arguments(method)));

        assertThat(asked).endsWith(tail);
        assertThat(asked.substring(0, asked.length() - tail.length()))
                .isEqualTo(expected(kind, first));
    }

    private static String expected(String kind, Class<?> first) {
        return switch (kind) {
            case "reachable" -> "state reachable true";
            case "unreachable" -> "state unreachable false";
            case "alwaysSome", "sometimesAll" -> "over " + kind + " {up=true}";
            case "sometimesEach" -> "each OPEN";
            case "eventually" -> "eventually 1000000000 true";
            case "setupComplete", "event" -> kind;
            default -> {
                if (first == long.class) {
                    yield "compareLongs " + kind + " 1 2";
                }
                yield first == double.class
                        ? "compareDoubles " + kind + " 1.5 2.5"
                        : "state " + kind + " true";
            }
        };
    }

    private static Object[] arguments(Method method) {
        List<Object> arguments = new ArrayList<>();
        for (Class<?> type : method.getParameterTypes()) {
            boolean isFirst = arguments.isEmpty();
            if (type == boolean.class) {
                arguments.add(true);
            } else if (type == long.class) {
                arguments.add(isFirst ? 1L : 2L);
            } else if (type == double.class) {
                arguments.add(isFirst ? 1.5 : 2.5);
            } else if (type == Map.class) {
                arguments.add(Map.of("up", true));
            } else if (type == Duration.class) {
                arguments.add(SECOND);
            } else if (type == BooleanSupplier.class) {
                arguments.add((BooleanSupplier) () -> true);
            } else if (type == String.class) {
                arguments.add("it holds");
            } else if (type == Object[].class) {
                arguments.add(new Object[] {"key", 1});
            } else {
                arguments.add("OPEN");
            }
        }
        return arguments.toArray();
    }

    @ParameterizedTest
    @MethodSource("properties")
    void property_outsideARun_doesNothing(Method method)
            throws IllegalAccessException, InvocationTargetException {
        assertThat(method.invoke(null, arguments(method))).isNull();
    }

    @Test
    void lazyDetail_inARun_isNotHooked() {
        Supplier<?> value = () -> 1;

        assertThat(FakeCarrier.runWithPoints(() -> Property.lazily(value)))
                .isEqualTo(new FakeCarrier.Outcome(value, List.of(), 0));
    }

    // ---- the table

    @Test
    void library_onTheClassPath_hasAllItsPlaces() {
        MissingHooks missing = new MissingHooks();

        for (Class<?> type : List.of(Buggify.class, Property.class)) {
            String name = Type.getInternalName(type);
            assertThat(PointTargets.rewrite(name, Rewriting.classFile(name), missing))
                    .isNotNull();
            assertThat(Stream.of(type.getMethods())
                            .filter(method -> Modifier.isStatic(method.getModifiers()))
                            .filter(method -> !method.getName().equals("lazily")))
                    .hasSameSizeAs(PointTargets.in(name));
        }

        assertThat(missing.list(Release.UNKNOWN)).isEmpty();
        assertThat(SimAgent.missingHooks(PointBodiesTest.class.getClassLoader()))
                .isEmpty();
    }

    @Test
    void library_ofAnotherRelease_isReported() {
        ClassWriter other = new ClassWriter(0);
        other.visit(
                Opcodes.V17,
                Opcodes.ACC_SUPER,
                PointTargets.BUGGIFY,
                null,
                "java/lang/Object",
                null);
        int access = Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC | Opcodes.ACC_NATIVE;
        other.visitMethod(access, "storm", "()Z", null, null).visitEnd();
        for (MethodTarget target : PointTargets.in(PointTargets.BUGGIFY)) {
            if (!target.matches("rarely", "()Z")) {
                Arrays.stream(Buggify.class.getMethods())
                        .filter(m -> target.matches(m.getName(), Type.getMethodDescriptor(m)))
                        .forEach(m -> addEmpty(other, m));
            }
        }
        other.visitEnd();
        MissingHooks missing = new MissingHooks();

        PointTargets.rewrite(PointTargets.BUGGIFY, other.toByteArray(), missing);

        assertThat(missing.list(Release.UNKNOWN))
                .containsExactly(
                        "dev.pekkosim.buggify.Buggify.storm()Z in pekko-buggify is unknown to this"
                                + " agent, so it is not simulated",
                        "dev.pekkosim.buggify.Buggify.rarely in pekko-buggify has no overload with"
                                + " the descriptor ()Z, so it is not simulated");
    }

    private static void addEmpty(ClassWriter type, Method method) {
        var code = type.visitMethod(
                Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC,
                method.getName(),
                Type.getMethodDescriptor(method),
                null,
                null);
        code.visitCode();
        code.visitInsn(Opcodes.ACONST_NULL);
        code.visitInsn(Opcodes.ATHROW);
        code.visitMaxs(1, 9);
        code.visitEnd();
    }
}
