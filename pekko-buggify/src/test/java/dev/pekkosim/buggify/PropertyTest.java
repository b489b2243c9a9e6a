package dev.pekkosim.buggify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pekkosim.buggify.spi.AssertionKind;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Without the agent and without any setting, as in most production. */
class PropertyTest {

    private static final Set<String> NO_STATEMENTS = Set.of("lazily", "setupComplete", "event");

    @Test
    void property_withoutSetting_asksNothing() {
        AtomicInteger asked = new AtomicInteger();
        Supplier<?> lazy = Property.lazily(asked::incrementAndGet);
        BooleanSupplier condition = () -> asked.incrementAndGet() > 0;
        Property.always(false, "always", "lazy", lazy);
        Property.unreachable("unreachable", "lazy", lazy);
        Property.sometimesEach(lazy, "each");
        Property.alwaysGreaterThan(1, 2, "greater", "lazy", lazy);
        Property.eventually(Duration.ofSeconds(1), condition, "eventually", "lazy", lazy);
        Property.event("event", "lazy", lazy);
        assertThat(asked).hasValue(0);
        assertThat(PropertyCounts.snapshot()).isEmpty();
    }

    @Test
    void everyMethod_givenNulls_doesNotThrow() throws ReflectiveOperationException {
        for (Method method : methods()) {
            @Nullable
            Object[] arguments = Arrays.stream(method.getParameterTypes())
                    .map(PropertyTest::emptiest)
                    .toArray();
            method.invoke(null, arguments);
        }
    }

    /** The names are what the simulator tells the kinds by. */
    @Test
    void everyMethod_statesAKind() {
        Set<String> names = methods().stream()
                .map(Method::getName)
                .collect(Collectors.toCollection(TreeSet::new));
        names.removeAll(NO_STATEMENTS);
        assertThat(names)
                .allSatisfy(name -> assertThat(AssertionKind.ofMethod(name)).isPresent());
        assertThat(AssertionKind.values())
                .extracting(AssertionKind::method)
                .containsExactlyInAnyOrderElementsOf(names);
    }

    /** Else a call without details would make an array, wherever the JIT does not remove it. */
    @Test
    void everyMethodWithDetails_hasOneWithout() {
        List<Method> methods = methods();
        Set<String> signatures = methods.stream()
                .map(method -> method.getName() + Arrays.asList(method.getParameterTypes()))
                .collect(Collectors.toSet());
        assertThat(methods).filteredOn(Method::isVarArgs).hasSize(28).allSatisfy(method -> {
            Class<?>[] types = method.getParameterTypes();
            Class<?>[] without = Arrays.copyOf(types, types.length - 1);
            assertThat(signatures).contains(method.getName() + Arrays.asList(without));
        });
    }

    @Test
    void numbers_ofMixedTypes_areUnambiguous() {
        Property.alwaysLessThan(1, 2L, "int and long");
        Property.alwaysLessThan(1, 2.0f, "int and float", "key", 1);
        Property.sometimesAll(Map.of("a", true), "map");
        assertThat(PropertyCounts.snapshot()).isEmpty();
    }

    private static List<Method> methods() {
        return Arrays.stream(Property.class.getMethods())
                .filter(method -> Modifier.isStatic(method.getModifiers()))
                .toList();
    }

    private static @Nullable Object emptiest(Class<?> type) {
        if (type == boolean.class) {
            return false;
        }
        if (type == long.class) {
            return 0L;
        }
        return type == double.class ? (Object) Double.NaN : null;
    }
}
