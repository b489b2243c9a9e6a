package dev.pekkosim.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pekkosim.agent.hook.SimHooks;
import java.lang.reflect.Method;
import org.junit.jupiter.api.Test;

/**
 * The header of an object tells whether it has a hash code, in every JVM that the build runs on.
 */
class ObjectHeaderTest {

    @Test
    void hashCode_isSeenInTheHeader() throws Exception {
        for (int i = 0; i < 1_000; i++) {
            Object object = new Object();
            assertThat(hasHashCode(object)).isFalse();
            assertThat(System.identityHashCode(object)).isNotZero();
            assertThat(hasHashCode(object)).isTrue();
        }
    }

    @Test
    @SuppressWarnings("WaitNotInLoop") // Nothing is waited for.
    void lock_isTakenForNoHashCode() throws Exception {
        Object object = new Object();
        synchronized (object) {
            assertThat(hasHashCode(object)).isFalse();
        }
        synchronized (object) {
            object.wait(1); // makes the JVM move the lock out of the header
            assertThat(hasHashCode(object)).isFalse();
        }
    }

    private static boolean hasHashCode(Object object) throws ReflectiveOperationException {
        String name = SimHooks.class.getPackageName() + ".ObjectHeader";
        Method method =
                Class.forName(name, true, null).getDeclaredMethod("hasHashCode", Object.class);
        method.setAccessible(true);
        return (boolean) method.invoke(null, object);
    }
}
