// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.agent;

import org.jspecify.annotations.Nullable;

/**
 * Places the hooks of {@link PointTargets}, be their classes loaded already or not; it adds no
 * member.
 */
final class PointTransformer extends ReportingTransformer {

    /** Whether a class has a target. It is asked for every class, so it does not make the table. */
    static boolean isOfInterest(String internalName) {
        return internalName.equals(PointTargets.BUGGIFY)
                || internalName.equals(PointTargets.PROPERTY);
    }

    PointTransformer(MissingHooks missing) {
        super(missing);
    }

    @Override
    byte @Nullable [] rewritten(
            @Nullable ClassLoader loader, String name, boolean isLoaded, byte[] classFile) {
        return isOfInterest(name) ? PointTargets.rewrite(name, classFile, missing) : null;
    }
}
