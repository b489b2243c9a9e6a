// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.junit;

import dev.pekkosim.testkit.NodeSet;
import dev.pekkosim.testkit.SimCluster;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A node set of the cluster of a test, which is a method with {@link SimTest} or
 * {@link SimCampaign}: nodes that are deployed alike, named {@code backend-1} and so on.
 *
 * <pre>{@code
 * @SimTest
 * @Nodes(name = "backend", count = 3, roles = "backend", config = "backend.conf")
 * @Nodes(name = "frontend", count = 2, roles = "frontend")
 * @OutsideNode("gateway")
 * void ordersAreServed(SimCluster cluster) {
 *     cluster.nodes("backend").startCode(BackendMain::start);
 *     cluster.nodes("frontend").startCode(FrontendMain::start);
 *     cluster.nodes("gateway").start(Gateway::guardian);
 *     ...
 * }
 * }</pre>
 *
 * <p>Node sets stand in the place of the {@code nodes} of the test, and bring no client node unless
 * its {@code clients} say so. They start in the order in which they are written. Those of a class
 * hold for each of its tests that has none itself, and for those of its nested and derived classes.
 * It may be used on an annotation of your own, which then stands for it.
 *
 * @see NodeSet
 * @see SimCluster#nodes(String)
 * @since 0.1.0
 */
@Target({ElementType.METHOD, ElementType.TYPE})
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@Repeatable(Nodes.List.class)
public @interface Nodes {

    /** The set's name: letters, digits and hyphens, such as {@code backend}. */
    String name();

    /** How many nodes it has, at least 1. */
    int count() default 1;

    /** The cluster roles of its nodes; those of the configuration if there are none. */
    String[] roles() default {};

    /** The data centre of its nodes; that of the configuration if it is empty. */
    String dataCenter() default "";

    /**
     * A resource on the class path that is put over the application's configuration, such as
     * {@code backend.conf}; nothing is if it is empty.
     */
    String config() default "";

    /** Several of them, which the compiler writes. */
    @Target({ElementType.METHOD, ElementType.TYPE})
    @Retention(RetentionPolicy.RUNTIME)
    @Documented
    @Inherited
    @interface List {

        /** The node sets, in order. */
        Nodes[] value();
    }
}
