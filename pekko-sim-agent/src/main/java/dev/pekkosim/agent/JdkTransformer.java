// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.agent;

import org.jspecify.annotations.Nullable;

/** Rewrites the classes of {@link JdkTargets}, be they loaded already or not; it adds no member. */
final class JdkTransformer extends ReportingTransformer {

    JdkTransformer(MissingHooks missing) {
        super(missing);
    }

    @Override
    byte @Nullable [] rewritten(
            @Nullable ClassLoader loader, String name, boolean isLoaded, byte[] classFile) {
        return loader == null && JdkTargets.contains(name)
                ? JdkTargets.rewrite(name, classFile, missing)
                : null;
    }
}
