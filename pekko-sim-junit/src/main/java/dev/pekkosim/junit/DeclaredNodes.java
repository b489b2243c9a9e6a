// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.junit;

import dev.pekkosim.testkit.NodeSet;
import dev.pekkosim.testkit.SimClusterTestKit;
import dev.pekkosim.testkit.cluster.SimSetupException;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * The nodes that annotations of their own say the cluster of a test has.
 *
 * @param sets its node sets, in the order in which they start; none if the test says how many nodes
 *     there are
 * @param outside the nodes outside
 */
record DeclaredNodes(List<NodeSet> sets, List<NodeSet> outside) {

    /** Those of a test method; if it has none, those of its class, and so on outwards. */
    static DeclaredNodes of(ExtensionContext context) {
        return new DeclaredNodes(
                nearest(context, Nodes.class, DeclaredNodes::set),
                nearest(context, OutsideNode.class, DeclaredNodes::outsideNode));
    }

    private static <A extends Annotation> List<NodeSet> nearest(
            ExtensionContext context, Class<A> type, Function<A, NodeSet> make) {
        try {
            List<A> found = declared(context.getRequiredTestMethod(), type);
            @Nullable Class<?> around = context.getRequiredTestClass();
            while (found.isEmpty() && around != null) {
                found = declared(around, type);
                around = around.getEnclosingClass();
            }
            return found.stream().map(make).toList();
        } catch (SimSetupException e) {
            throw new SimSetupException(e.getMessage() + " (@" + type.getSimpleName() + ")");
        }
    }

    /** JUnit finds annotations wherever they are, but of those that are alike only one. */
    private static <A extends Annotation> List<A> declared(
            AnnotatedElement element, Class<A> type) {
        List<A> direct = List.of(element.getAnnotationsByType(type));
        for (A annotation : direct) {
            if (Collections.frequency(direct, annotation) > 1) {
                throw new SimSetupException("each node set must have a name of its own, but there"
                        + " are two '" + nameOf(annotation) + "'");
            }
        }
        return AnnotationSupport.findRepeatableAnnotations(element, type);
    }

    private static String nameOf(Annotation annotation) {
        return annotation instanceof Nodes nodes
                ? nodes.name()
                : ((OutsideNode) annotation).value();
    }

    private static NodeSet set(Nodes nodes) {
        NodeSet set = NodeSet.named(nodes.name()).count(nodes.count()).roles(nodes.roles());
        if (!nodes.dataCenter().isEmpty()) {
            set = set.dataCenter(nodes.dataCenter());
        }
        return nodes.config().isEmpty() ? set : set.config(nodes.config());
    }

    private static NodeSet outsideNode(OutsideNode node) {
        NodeSet set = NodeSet.single(node.value());
        return node.config().isEmpty() ? set : set.config(node.config());
    }

    /** Gives them to the builder of a campaign. */
    void addTo(SimClusterTestKit.Builder builder) {
        if (!sets.isEmpty()) {
            builder.nodes(sets.toArray(NodeSet[]::new));
        }
        builder.outside(outside.toArray(NodeSet[]::new));
    }
}
