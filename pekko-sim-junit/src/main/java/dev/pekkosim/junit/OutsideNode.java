// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.junit;

import dev.pekkosim.testkit.SimClusterTestKit.Builder;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A node outside the cluster of a test: it has a simulated host, an actor system and the wire, but
 * is no member, as a gateway or a {@code ClusterClient}. Like a set with {@link Nodes} it may be
 * said of a class, and on an annotation of your own.
 *
 * @see Builder#outside(String...)
 * @since 0.1.0
 */
@Target({ElementType.METHOD, ElementType.TYPE})
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@Repeatable(OutsideNode.List.class)
public @interface OutsideNode {

    /** The node's name, which is its host name and that of its node set, too. */
    String value();

    /**
     * A resource on the class path that is put over the application's configuration, such as
     * {@code gateway.conf}; nothing is if it is empty.
     */
    String config() default "";

    /** Several of them, which the compiler writes. */
    @Target({ElementType.METHOD, ElementType.TYPE})
    @Retention(RetentionPolicy.RUNTIME)
    @Documented
    @Inherited
    @interface List {

        /** The nodes, in order. */
        OutsideNode[] value();
    }
}
