package dev.pekkosim.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pekkosim.testkit.SimCluster;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Test classes of all shapes that JUnit knows; {@link ShapeTest} executes them. */
class ShapeSample {

    /** What the methods saw. */
    static final List<String> SEEN = Collections.synchronizedList(new ArrayList<>());

    // ---- one method, several sorts of test

    @SimTest(nodes = 1, clients = 0, seeds = 1)
    @SimCampaign(nodes = 1, clients = 0, seeds = 1)
    void ofBothSorts() {}

    @SimTest(nodes = 1, clients = 0, seeds = 1)
    @RepeatedTest(2)
    void alsoRepeated() {}

    @SimTest(nodes = 1, clients = 0, seeds = 1)
    @ParameterizedTest
    @ValueSource(ints = 1)
    void alsoParameterized() {}

    @SimCampaign(nodes = 1, clients = 0, seeds = 1)
    @Test
    void alsoATest() {}

    // ---- parameters

    @SimTest(nodes = 1, clients = 0, seeds = 1)
    void twice(SimCluster one, SimCluster other) {
        assertThat(one).isSameAs(other);
        SEEN.add("twice");
    }

    @SimTest(nodes = 1, clients = 0, seeds = 1)
    void unknown(Thread thread) {}

    // ---- where the method is

    abstract static class Base {

        @SimTest(nodes = 1, clients = 0, seeds = 2)
        void inherited(TestInfo info) {
            throw new IllegalStateException(info.getTestClass().orElseThrow().getSimpleName());
        }
    }

    static class Derived extends Base {}

    interface Promise {

        @SimTest(nodes = 1, clients = 0, seeds = 1)
        default void isKept(SimCluster cluster) {
            SEEN.add("kept with " + cluster.nodes().size());
        }
    }

    static class Promising implements Promise {}

    @Nested
    class Inner {

        @SimTest(nodes = 1, clients = 0, seeds = 1)
        void fails() {
            throw new IllegalStateException("as ever");
        }
    }

    // ---- life cycle

    @TestInstance(Lifecycle.PER_CLASS)
    static class OneInstance {

        private int calls;

        @SimTest(nodes = 1, clients = 0, seeds = 3)
        void counts() {
            SEEN.add("call " + calls++);
        }
    }

    static class BrokenBefore {

        @BeforeEach
        void prepare() {
            throw new IllegalStateException("no ground to stand on");
        }

        @SimTest(nodes = 1, clients = 0, seeds = 2)
        void isNotReached() {
            SEEN.add("reached");
        }
    }

    static class BrokenAfter {

        @AfterEach
        void tidy() {
            throw new IllegalStateException("cannot be tidied");
        }

        @SimTest(nodes = 1, clients = 0, seeds = 1)
        void passes() {
            SEEN.add("passed");
        }
    }
}
