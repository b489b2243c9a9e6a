// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.junit;

import dev.pekkosim.testkit.Chaos;
import dev.pekkosim.testkit.SimCluster;
import dev.pekkosim.testkit.SimClusterTestKit.Builder;
import dev.pekkosim.testkit.SimNode;
import dev.pekkosim.testkit.SimRandom;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A test whose method is the body of a run: it starts a simulated cluster, drives it and checks it,
 * in virtual time, once for each of several seeds.
 *
 * <pre>{@code
 * @SimTest(nodes = 3)
 * void acknowledgedIncrementsStay(SimCluster cluster) {
 *     cluster.startAll(CounterApp::guardian);
 *     cluster.chaos();
 *     ...
 *     cluster.heal();
 *     assertThat(CounterApp.get(cluster.client(), "visits").join()).isEqualTo(10);
 * }
 * }</pre>
 *
 * <p>Up to 100 seeds each are an invocation of their own, so that a test runner shows them one by
 * one; more of them are one invocation with one report, as of {@link SimCampaign}. A failing run
 * throws one exception, whose message is the report of the run and the command that replays its
 * seed. A run that fails by known bugs of Pekko only fails the test too, unless they are named in
 * {@link #allowKnownFinds}. What must happen in a campaign and did not, such as a {@code sometimes}
 * that never held, is one more failing invocation.
 *
 * <p>The method may have parameters of these types, in any order, beside those that other
 * extensions give:
 *
 * <ul>
 *   <li>{@link SimCluster}, the cluster, not started yet
 *   <li>{@link SimNode}, the only server node, or the one that {@link NodeNamed} names
 *   <li>{@link Seed}, the seed of the run
 *   <li>{@link SimRandom}, what the method draws from
 * </ul>
 *
 * <p>Nodes that are not all alike, with roles, data centres and configuration of their own, are
 * said with {@link Nodes}, and those outside of the cluster with {@link OutsideNode}.
 *
 * <p>The method alone is in the run; {@code @BeforeEach} and {@code @AfterEach} are not. It may be
 * called more than once for one seed, since one seed in {@code pekko.sim.canary} is executed twice,
 * so it should keep nothing in fields.
 *
 * <p>System properties ({@code -Dpekko.sim.seed=0x2a}), the environment ({@code PEKKO_SIM_SEED})
 * and {@code junit-platform.properties} win over the annotation, in this order;
 * {@code docs/reference/options.md} has all of them. What is in effect is printed once for each
 * method.
 *
 * <p>It may be used on an annotation of your own, which then stands for it.
 *
 * @since 0.1.0
 */
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Tag("simulation")
@TestTemplate
@ExtendWith(SimTestExtension.class)
public @interface SimTest {

    /** Says that a number is not set: it is what it usually is. */
    int USUAL = Integer.MIN_VALUE;

    /**
     * How many server nodes there are, named {@code node-1} and so on; at least 1, and 3 unless it
     * is set. Where they are not all alike, {@link Nodes} says which there are instead.
     */
    int nodes() default USUAL;

    /**
     * How many client nodes there are, named {@code client-1} and so on; at least 0. Unless it is
     * set there is one, and with {@link Nodes} none.
     */
    int clients() default USUAL;

    /** How many seeds are run, at least 1. */
    int seeds() default 20;

    /** What {@code cluster.chaos()} lets loose: a name as of {@link Chaos#named}. */
    String chaos() default "swarm";

    /** Whether each run draws settings of Pekko, as with {@link Builder#drawKnobs}. */
    boolean knobs() default false;

    /**
     * The base name of the application's configuration on the class path, such as {@code bank} for
     * {@code bank.conf}; {@code application.conf} if it is empty.
     */
    String config() default "";

    /** The name of the actor systems. */
    String system() default "test";

    /** The known finds that are accepted, such as {@code PEKKO-3}. */
    String[] allowKnownFinds() default {};
}
