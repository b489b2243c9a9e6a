package dev.pekkosim.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pekkosim.agent.hook.ClassCache;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClassCacheTest {

    private static final int MOST_DIMENSIONS = 255;

    private int asked;

    private final ClassValue<String> names = new ClassValue<>() {
        @Override
        protected String computeValue(Class<?> type) {
            asked++;
            return type.getName();
        }
    };

    @Test
    void classes_moreThanThereIsRoomFor_areToldApart() {
        ClassCache<String> cache = new ClassCache<>(names);
        List<Class<?>> types = new ArrayList<>();
        for (Class<?> type : List.of(byte.class, short.class, int.class, long.class)) {
            for (int i = 0; i < MOST_DIMENSIONS; i++) {
                type = type.arrayType();
                types.add(type);
            }
        }
        for (int round = 0; round < 2; round++) {
            assertThat(types)
                    .allSatisfy(type -> assertThat(cache.get(type)).isEqualTo(type.getName()));
        }
        assertThat(asked).isEqualTo(types.size());
    }
}
