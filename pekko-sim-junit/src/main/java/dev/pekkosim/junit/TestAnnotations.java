// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.junit;

import dev.pekkosim.testkit.cluster.SimSetupException;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import org.junit.platform.commons.annotation.Testable;
import org.junit.platform.commons.support.AnnotationSupport;

/** The annotations that make a method a test. */
final class TestAnnotations {

    private TestAnnotations() {}

    /**
     * Requires that a method has only one. With another one JUnit would call it outside of any run
     * as well, where it says nothing.
     *
     * @param name what people call the method
     * @throws SimSetupException if it has more
     */
    static void requireOne(String name, Method method) {
        List<String> sorts = Arrays.stream(method.getAnnotations())
                .map(Annotation::annotationType)
                .filter(type -> AnnotationSupport.isAnnotated(type, Testable.class))
                .map(type -> "@" + type.getSimpleName())
                .toList();
        if (sorts.size() > 1) {
            throw new SimSetupException("a method must have one annotation that makes it a test,"
                    + " but " + name + " has " + String.join(" and ", sorts));
        }
    }
}
