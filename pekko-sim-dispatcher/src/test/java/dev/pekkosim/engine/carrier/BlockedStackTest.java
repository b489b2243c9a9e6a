package dev.pekkosim.engine.carrier;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BlockedStackTest {

    private static final String JDK = "java.util.concurrent.";

    @ParameterizedTest
    @ValueSource(strings = {"plain", "catchesException", "catchesNamedOnes"})
    void methodThatLetsErrorsPass_doesNotNotice(String method) {
        assertThat(isUnnoticed(frame(Methods.class, method))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hasFinally",
                "catchesThrowable",
                "catchesError",
                "closes",
                "isSynchronized",
                "hasBlock"
            })
    void methodThatCatchesErrors_notices(String method) {
        assertThat(isUnnoticed(frame(Methods.class, "plain"), frame(Methods.class, method)))
                .isFalse();
    }

    @Test
    void methodOfAnUnknownClass_notices() {
        assertThat(isUnnoticed(frame("com.acme.MadeAtRunTime", "run"))).isFalse();
    }

    @Test
    void classesOfTheEngine_areThere() {
        assertThat(BlockedStack.OWN)
                .allSatisfy(name -> assertThat(Class.forName(name)).isNotNull());
    }

    @Test
    void lambdas_doNotNotice() {
        assertThat(isUnnoticed(frame("com.acme.Some$$Lambda$12/0x0000000800c03000", "run")))
                .isTrue();
    }

    @Test
    void futures_notice() {
        assertThat(isUnnoticed(frame(JDK + "CountDownLatch", "await"))).isTrue();
        assertThat(isUnnoticed(frame(JDK + "FutureTask", "run"))).isFalse();
    }

    @Test
    void workerOfAPool_noticesOnlyInATask() {
        String pool = JDK + "ThreadPoolExecutor";
        StackTraceElement worker = frame(pool, "runWorker");
        assertThat(isUnnoticed(
                        frame(JDK + "LinkedBlockingQueue", "take"), frame(pool, "getTask"), worker))
                .isTrue();
        assertThat(isUnnoticed(frame(Methods.class, "plain"), worker)).isFalse();
    }

    private static boolean isUnnoticed(StackTraceElement... stack) {
        return BlockedStack.isUnnoticed(stack, BlockedStackTest.class.getClassLoader());
    }

    private static StackTraceElement frame(Class<?> type, String method) {
        return frame(type.getName(), method);
    }

    private static StackTraceElement frame(String type, String method) {
        return new StackTraceElement(type, method, null, -1);
    }

    /** What applications write. */
    static final class Methods {

        private static final double NUMBER = 2.0;
        private static final long BIG = 1L << 40;

        private int count;

        double plain() {
            return NUMBER * BIG;
        }

        String catchesException(Callable<String> work) {
            try {
                return work.call();
            } catch (Exception e) {
                return "failed";
            }
        }

        String catchesNamedOnes(Callable<String> work) throws Exception {
            try {
                return work.call();
            } catch (IOException | InterruptedException e) {
                return "failed";
            }
        }

        String hasFinally(Callable<String> work) throws Exception {
            try {
                return work.call();
            } finally {
                count++;
            }
        }

        String catchesThrowable(Callable<String> work) {
            try {
                return work.call();
            } catch (Throwable e) {
                return "failed";
            }
        }

        String catchesError(Callable<String> work) throws Exception {
            try {
                return work.call();
            } catch (Error e) {
                return "failed";
            }
        }

        String closes(Callable<String> work, AutoCloseable resource) throws Exception {
            try (resource) {
                return work.call();
            }
        }

        synchronized int isSynchronized() {
            return count++;
        }

        int hasBlock() {
            synchronized (this) {
                return count++;
            }
        }
    }
}
