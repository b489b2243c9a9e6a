package dev.pekkosim.buggify.spi;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DetailsTest {

    @Test
    void pairs_stayInOrder() {
        assertThat(Details.of("b", 1, "a", "x", "c", true).toMap())
                .containsExactly(Map.entry("b", 1), Map.entry("a", "x"), Map.entry("c", true));
        assertThat(Details.of("b", 1, "a", "x")).hasToString("b = 1, a = x");
    }

    @Test
    void none_isEmpty() {
        assertThat(Details.of().toMap()).isEmpty();
        assertThat(Details.of((Object[]) null).toMap()).isEmpty();
        assertThat(Details.NONE).hasToString("");
    }

    @Test
    void lastKey_withoutValue_hasNull() {
        assertThat(Details.of("a", 1, "b").toMap()).containsEntry("a", 1).containsEntry("b", null);
    }

    @Test
    void key_thatIsNoString_isToldByItsString() {
        assertThat(Details.of(null, 1, 2, 3, new Throwing(), 4).toMap().keySet())
                .containsExactly("null", "2", THROWN);
    }

    @Test
    void numbers_stayNumbers() {
        assertThat(plain((byte) 1)).isEqualTo((byte) 1);
        assertThat(plain(1.5f)).isEqualTo(1.5f);
        assertThat(plain(new BigInteger("123456789012345678901234567890")))
                .isEqualTo(new BigInteger("123456789012345678901234567890"));
        assertThat(plain(new BigDecimal("1.50"))).isEqualTo(new BigDecimal("1.50"));
        assertThat(plain(new AtomicInteger(7))).isEqualTo(7L);
    }

    @Test
    void objects_areToldByTheirStrings() {
        assertThat(plain(Path.of("a", "b"))).isEqualTo("a/b");
        assertThat(plain('c')).isEqualTo("c");
        assertThat(plain(Thread.State.NEW)).isEqualTo("NEW");
        assertThat(plain(new NullString())).isNull();
    }

    @Test
    void structures_areCopied() {
        List<Integer> list = new ArrayList<>(List.of(1, 2));
        Map<String, Object> plain = Details.of("list", list).toMap();
        list.add(3);
        assertThat(plain).isEqualTo(Map.of("list", List.of(1, 2)));
        assertThat(plain(Map.of(1, new int[] {2, 3}))).isEqualTo(Map.of("1", List.of(2, 3)));
        assertThat(plain(new String[][] {{"x"}, {}})).isEqualTo(List.of(List.of("x"), List.of()));
    }

    @Test
    void supplier_isAskedOnceAndOnlyWhenTold() {
        AtomicInteger asked = new AtomicInteger();
        Details details = Details.of("lazy", (Supplier<?>) asked::incrementAndGet);
        assertThat(asked).hasValue(0);
        assertThat(details.toMap()).containsEntry("lazy", 1);
        assertThat(details.toMap()).containsEntry("lazy", 1);
        assertThat(asked).hasValue(1);
    }

    @Test
    void supplier_thatThrows_isToldAsWhatItThrew() {
        Supplier<?> supplier = () -> {
            throw new LinkageError("gone");
        };
        assertThat(plain(supplier)).isEqualTo("(threw java.lang.LinkageError: gone)");
    }

    @Test
    void toString_thatThrows_isToldAsWhatItThrew() {
        assertThat(plain(new Throwing())).isEqualTo(THROWN);
        assertThat(plain(List.of(1, new Throwing()))).isEqualTo(List.of(1, THROWN));
    }

    @Test
    void exception_whoseMessageThrows_isToldByItsClass() {
        Supplier<?> supplier = () -> {
            throw new BadException();
        };
        assertThat(plain(supplier)).isEqualTo("(threw " + BadException.class.getName() + ")");
    }

    @Test
    void toString_withoutEnd_isToldAsOverflow() {
        assertThat(plain(new Endless())).isEqualTo("(threw java.lang.StackOverflowError)");
    }

    @Test
    void structure_thatContainsItself_isCut() {
        List<Object> list = new ArrayList<>();
        list.add(list);
        assertThat(String.valueOf(plain(list))).isEqualTo("[[[[[[(nested too deep)]]]]]]");
        Supplier<?>[] supplier = new Supplier<?>[1];
        supplier[0] = () -> supplier[0];
        assertThat(plain(supplier[0])).isEqualTo("(nested too deep)");
    }

    /** Each level is short and the depth is bounded, but their product is not. */
    @Test
    void structure_thatContainsItselfOften_isCutAsAWhole() {
        List<Object> list = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            list.add(list);
        }
        assertThat(String.valueOf(plain(list)))
                .hasSizeLessThan(500_000)
                .contains("… (100 elements)");
    }

    @Test
    void structure_thatIsLong_isCut() {
        List<Integer> list = IntStream.range(0, 1_000).boxed().toList();
        assertThat((List<?>) plain(list)).hasSize(201).last().isEqualTo("… (1000 elements)");
        assertThat((List<?>) plain(new long[1_000]))
                .hasSize(201)
                .last()
                .isEqualTo("… (1000 elements)");
        Map<Integer, Integer> map = new java.util.HashMap<>();
        list.forEach(i -> map.put(i, i));
        assertThat((Map<?, ?>) plain(map)).hasSize(201);
        assertThat((String) plain("x".repeat(20_000)))
                .hasSize(7_900 + "… (20000 characters)".length());
    }

    @Test
    void structure_thatThrows_isToldAsWhatItThrew() {
        List<Object> closed = new AbstractList<>() {
            @Override
            public Object get(int index) {
                throw new IllegalStateException("closed");
            }

            @Override
            public int size() {
                return 1;
            }
        };
        assertThat(plain(closed)).isEqualTo("(threw java.lang.IllegalStateException: closed)");
        assertThat(plain(Collections.singletonMap(null, null)))
                .isEqualTo(Collections.singletonMap("null", null));
    }

    private static final String THROWN = "(threw java.lang.IllegalStateException: planted)";

    private static @Nullable Object plain(Object value) {
        return Details.of("key", value).toMap().get("key");
    }

    private static final class Throwing {
        @Override
        public String toString() {
            throw new IllegalStateException("planted");
        }
    }

    private static final class NullString {
        @Override
        @SuppressWarnings({"NullAway", "ToStringReturnsNull"})
        public String toString() {
            return null;
        }
    }

    private static final class Endless {
        @Override
        @SuppressWarnings("InfiniteRecursion")
        public String toString() {
            return toString();
        }
    }

    private static final class BadException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        @Override
        public String getMessage() {
            throw new IllegalStateException("even this");
        }
    }
}
