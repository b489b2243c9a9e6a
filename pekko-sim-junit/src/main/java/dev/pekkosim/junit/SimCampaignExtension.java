// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.junit;

import java.lang.reflect.Method;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.junit.platform.commons.support.AnnotationSupport;

/** Runs all seeds in one test. */
final class SimCampaignExtension implements InvocationInterceptor, RunParameters {

    @Override
    public void interceptTestMethod(
            Invocation<Void> invocation,
            ReflectiveInvocationContext<Method> method,
            ExtensionContext context) {
        invocation.skip();
        SimCampaign annotation = AnnotationSupport.findAnnotation(
                        context.getRequiredTestMethod(), SimCampaign.class)
                .orElseThrow();
        TestedMethod.of(Declaration.of(annotation, DeclaredNodes.of(context)), context)
                .runAll(new MethodCall(method, context));
    }
}
