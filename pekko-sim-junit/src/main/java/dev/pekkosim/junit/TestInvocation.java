// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.junit;

import java.lang.reflect.Method;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.extension.Extension;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;

/**
 * One invocation of a test method.
 *
 * @param name what a test runner shows
 * @param execution does it
 */
record TestInvocation(String name, Consumer<MethodCall> execution)
        implements TestTemplateInvocationContext {

    @Override
    public String getDisplayName(int index) {
        return name;
    }

    @Override
    public List<Extension> getAdditionalExtensions() {
        return List.of(new Execution(execution));
    }

    /** Takes the place of the method's own execution, which would be outside of any run. */
    private record Execution(Consumer<MethodCall> execution)
            implements InvocationInterceptor, RunParameters {

        @Override
        public void interceptTestTemplateMethod(
                Invocation<Void> invocation,
                ReflectiveInvocationContext<Method> method,
                ExtensionContext context) {
            invocation.skip();
            execution.accept(new MethodCall(method, context));
        }
    }
}
