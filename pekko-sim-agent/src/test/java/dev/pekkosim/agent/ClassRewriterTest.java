package dev.pekkosim.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ClassRewriterTest {

    @Test
    void class_withoutCallOfInterest_isLeftAlone() {
        assertThat(rewrite(Uninteresting.class)).isNull();
        assertThat(rewrite(Test.class)).isNull();
    }

    @Test
    void initialiser_thatCallsNothing_isLeftAlone() {
        assertThat(rewrite(Constants.class)).isNull();
        assertThat(rewrite(Made.class)).isNotNull();
    }

    @Test
    void class_thatCallsOtherMethodsOfAnOwner_isLeftAlone() {
        assertThat(rewrite(OtherMethods.class)).isNull();
    }

    @Test
    void generator_subclassWithoutSeed_isSeededByTheCarrier() throws Exception {
        Class<?> type = Rewriting.copyOf(OwnRandom.class);
        Constructor<?> constructor = type.getDeclaredConstructor();
        constructor.setAccessible(true);

        Random made = (Random) FakeCarrier.run(constructor::newInstance).value();

        Random seeded = new Random(FakeCarrier.DRAWN);
        assertThat(made.nextLong()).isEqualTo(seeded.nextLong());
    }

    @Test
    void generator_callOfSuper_staysACallOfSuper() throws Exception {
        Class<?> type = Rewriting.copyOf(OwnRandom.class);
        Constructor<?> constructor = type.getDeclaredConstructor();
        constructor.setAccessible(true);

        Random made = (Random) FakeCarrier.run(constructor::newInstance).value();

        assertThat(made.nextInt()).isEqualTo(new Random(FakeCarrier.DRAWN).nextInt());
    }

    @Test
    void reference_inAnInterface_isRewritten() throws Exception {
        Class<?> type = Rewriting.copyOf(InInterface.class);

        assertThat(FakeCarrier.run(() ->
                                ((Random) ((Supplier<?>) call(type, "maker")).get()).nextInt())
                        .asked())
                .contains("drawLong");
        assertThat(FakeCarrier.run(() -> ((LongSupplier) call(type, "clock")).getAsLong())
                        .value())
                .isEqualTo(FakeCarrier.FIRST_NANO_TIME);
    }

    @Test
    void reference_withCapturedSubclass_isRewritten() throws Exception {
        Class<?> type = Rewriting.copyOf(CapturesSubclass.class);

        assertThat(FakeCarrier.run(() -> ((IntSupplier) call(type, "next")).getAsInt())
                        .value())
                .isEqualTo(new Random(7).nextInt());
    }

    @Test
    void reference_usedTwice_getsOneExtraMethod() {
        Class<?> type = Rewriting.copyOf(RefersTwice.class);

        assertThat(List.of(type.getDeclaredMethods()))
                .filteredOn(Method::isSynthetic)
                .extracting(Method::getName)
                .containsExactly("pekkosim$0");
    }

    @Test
    void rewriting_twice_givesTheSameBytes() {
        assertThat(rewrite(Samples.class)).isEqualTo(rewrite(Samples.class));
    }

    @Test
    void hashCode_bySuper_getsAHook() {
        byte[] rewritten = rewrite(HashesBySuper.class);

        assertThat(rewritten).isNotNull();
        assertThat(CallFinder.calls(rewritten))
                .contains("dev/pekkosim/agent/hook/HashHooks.hashingBySuper(Ljava/lang/Object;)V");
    }

    private static byte @Nullable [] rewrite(Class<?> type) {
        return Rewriting.rewrite(type.getName().replace('.', '/'), Rewriting.classFile(type));
    }

    private static Object call(Class<?> type, String name) throws Exception {
        Method method = type.getDeclaredMethod(name);
        method.setAccessible(true);
        return method.invoke(null);
    }

    static final class Constants {

        static final long[] POWERS = {1, 2, 4};

        private Constants() {}
    }

    static final class Made {

        static final Object MADE = new Object();

        private Made() {}
    }

    static final class Uninteresting {

        long l = 1L;
        double d = 2.0;

        String text() {
            return "java/lang/System" + l + d;
        }
    }

    @SuppressWarnings("SuperCallToObjectMethod") // It is about the call.
    static class HashesBySuper {

        @Override
        public int hashCode() {
            return super.hashCode() + 1;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return this == other;
        }
    }

    static final class OtherMethods {

        int length() {
            Object[] copy = new Object[1];
            System.arraycopy(new Object[1], 0, copy, 0, 1);
            return copy.length
                    + new Random(1).toString().length()
                    + ThreadLocalRandom.current().toString().length();
        }
    }

    @SuppressWarnings("serial")
    static final class OwnRandom extends Random {

        OwnRandom() {}

        @Override
        public int nextInt() {
            return super.nextInt();
        }
    }

    @SuppressWarnings("serial")
    public static final class SeededRandom extends Random {

        /** Public, like its class, for a copy of the caller in another class loader. */
        public SeededRandom() {
            super(7);
        }
    }

    interface InInterface {

        static Supplier<Random> maker() {
            return Random::new;
        }

        static LongSupplier clock() {
            return System::nanoTime;
        }
    }

    static final class CapturesSubclass {

        private CapturesSubclass() {}

        static IntSupplier next() {
            SeededRandom random = new SeededRandom();
            return random::nextInt;
        }
    }

    static final class RefersTwice {

        private RefersTwice() {}

        static List<Supplier<Random>> makers() {
            return List.of(Random::new, Random::new);
        }
    }
}
