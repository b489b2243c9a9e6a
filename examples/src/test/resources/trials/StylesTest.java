package com.acme.counter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pekkosim.junit.SimTest;
import dev.pekkosim.testkit.SimCluster;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What JUnit can do, around tests of a cluster. */
class StylesTest {

    private boolean prepared;

    @BeforeEach
    void prepare() {
        assertThat(prepared).isFalse();
        prepared = true;
    }

    @AfterEach
    void cleanUp() {
        assertThat(prepared).isTrue();
        prepared = false;
    }

    @Test
    void plain() {
        assertThat(prepared).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void parameterized(int value) {
        assertThat(value).isPositive();
    }

    @SimTest(nodes = 2, seeds = 2)
    void simulated(SimCluster cluster) {
        assertThat(prepared).isTrue();
        incrementOnce(cluster);
    }

    @Timeout(60)
    @SimTest(nodes = 2, seeds = 2)
    void inTime(SimCluster cluster) {
        incrementOnce(cluster);
    }

    @Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
    @SimTest(nodes = 2, seeds = 2)
    void inTimeOnAThreadOfItsOwn(SimCluster cluster) {
        incrementOnce(cluster);
    }

    private static void incrementOnce(SimCluster cluster) {
        cluster.startAll(CounterApp::guardian);
        assertThat(cluster.ask(CounterApp.increment(cluster.client(), "a"))).isEqualTo(1);
    }

    @Nested
    class Within {

        @SimTest(nodes = 2, seeds = 2)
        void simulated(SimCluster cluster) {
            assertThat(prepared).isTrue();
            incrementOnce(cluster);
        }
    }

    @Nested
    @TestInstance(Lifecycle.PER_CLASS)
    class OneInstance {

        private int runs;

        @SimTest(nodes = 2, seeds = 2)
        void simulated(SimCluster cluster) {
            runs++;
            incrementOnce(cluster);
        }

        @AfterAll
        void haveRun() {
            assertThat(runs).isEqualTo(2);
        }
    }
}
