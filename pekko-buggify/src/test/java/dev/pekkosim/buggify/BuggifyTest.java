package dev.pekkosim.buggify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Without the agent, as in production. */
class BuggifyTest {

    @Test
    void point_outsideARun_neverFires() {
        for (int i = 0; i < 10_000; i++) {
            assertThat(Buggify.buggify()).isFalse();
            assertThat(Buggify.buggify("point")).isFalse();
            assertThat(Buggify.buggify(Ratio.ALWAYS)).isFalse();
            assertThat(Buggify.buggify(Ratio.ALWAYS, "point")).isFalse();
            assertThat(Buggify.rarely()).isFalse();
            assertThat(Buggify.rarely("point")).isFalse();
        }
    }

    @Test
    void knob_outsideARun_isTheUsualValue() {
        assertThat(Buggify.knob(5, 1, 10)).isEqualTo(5);
        assertThat(Buggify.knob(5, 1, 10, "size")).isEqualTo(5);
        assertThat(Buggify.knob(5L, 1L, 1L << 40)).isEqualTo(5L);
        assertThat(Buggify.knob(5L, 1L, 1L << 40, "size")).isEqualTo(5L);
    }

    @Test
    void delay_outsideARun_isZero() {
        assertThat(Buggify.delay(Duration.ofSeconds(1))).isSameAs(Duration.ZERO);
        assertThat(Buggify.delay(Duration.ofSeconds(1), "late")).isSameAs(Duration.ZERO);
    }

    @Test
    void choice_outsideARun_isTheFirst() {
        List<String> options = List.of("usual", "other");
        assertThat(Buggify.choice(options)).isEqualTo("usual");
        assertThat(Buggify.choice(options, "way")).isEqualTo("usual");
    }

    /** A check would cost production what only the simulator needs. */
    @Test
    void arguments_outsideARun_areNotChecked() {
        assertThat(Buggify.buggify(" ")).isFalse();
        assertThat(Buggify.buggify("pekko.cluster.gossip-tick.skipped")).isFalse();
        assertThat(Buggify.knob(5, 6, 4)).isEqualTo(5);
        assertThat(Buggify.delay(Duration.ofSeconds(-1))).isZero();
    }

    @Test
    void everyMethod_givenNulls_doesNotThrow_butForAChoice() throws IllegalAccessException {
        for (Method method : Buggify.class.getMethods()) {
            if (Modifier.isStatic(method.getModifiers())) {
                assertThat(thrownWithNulls(method))
                        .as(method.toString())
                        .isEqualTo(
                                method.getName().equals("choice")
                                        ? NullPointerException.class
                                        : null);
            }
        }
    }

    private static @Nullable Class<?> thrownWithNulls(Method method) throws IllegalAccessException {
        @Nullable
        Object[] nulls = Arrays.stream(method.getParameterTypes())
                .map(type -> type == int.class ? (Object) 0 : type == long.class ? 0L : null)
                .toArray();
        try {
            method.invoke(null, nulls);
            return null;
        } catch (InvocationTargetException e) {
            return e.getTargetException().getClass();
        }
    }

    @Test
    void choice_withoutAnyOption_throwsEverywhere() {
        assertThatThrownBy(() -> Buggify.choice(List.of()))
                .isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> Buggify.choice(List.of(), "way"))
                .isInstanceOf(IndexOutOfBoundsException.class);
    }
}
