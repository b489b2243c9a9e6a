// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.junit;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Keeps the place of the parameters that only the run can give. */
interface RunParameters extends ParameterResolver {

    @Override
    default boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return MethodCall.belongsToRun(parameter.getParameter())
                && context.getTestMethod()
                        .filter(parameter.getDeclaringExecutable()::equals)
                        .isPresent();
    }

    @Override
    default @Nullable Object resolveParameter(
            ParameterContext parameter, ExtensionContext context) {
        return null;
    }
}
