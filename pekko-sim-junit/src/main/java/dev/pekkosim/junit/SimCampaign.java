// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.junit;

import dev.pekkosim.testkit.Chaos;
import dev.pekkosim.testkit.SimClusterTestKit.Builder;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * One test of many runs, which ends with one report: how many seeds came to what, the failing ones
 * by what was violated, what never happened, and the report of the failed run with the fewest
 * steps. Its method is the body of each run, as with {@link SimTest}, which says more.
 *
 * <p>All runs call the method on one instance of the test class, several at once with
 * {@link #parallel}, so it should keep nothing in fields.
 *
 * @since 0.1.0
 */
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Tag("simulation")
@Test
@ExtendWith(SimCampaignExtension.class)
public @interface SimCampaign {

    /**
     * How many server nodes there are, named {@code node-1} and so on; at least 1, and 3 unless it
     * is set. Where they are not all alike, {@link Nodes} says which there are instead.
     */
    int nodes() default SimTest.USUAL;

    /**
     * How many client nodes there are, named {@code client-1} and so on; at least 0. Unless it is
     * set there is one, and with {@link Nodes} none.
     */
    int clients() default SimTest.USUAL;

    /** How many seeds are run at most, at least 1. */
    int seeds() default 100;

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

    /** How many runs are under way at once, at least 1. */
    int parallel() default 1;

    /** Machine time after which no run begins, such as {@code 5 minutes}; no bound if empty. */
    String timeBudget() default "";

    /** After how many failed runs no more begins; 0 for however many. */
    int stopAfterFailures() default 0;

    /**
     * Whether no run begins once all that must happen in the campaign has: every {@code sometimes}
     * has held, and all that must be reached was.
     */
    boolean untilSometimes() default false;

    /**
     * After how many runs in a row that came to nothing new no more begins; 0 for never. New is a
     * property that holds or does not for the first time, an outcome of one, a buggify point that
     * is reached or fires, a kind of fault, and the signature of a violation.
     */
    int untilStable() default 0;
}
