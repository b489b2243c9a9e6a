// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.agent;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Rewrites application and library classes as they load. It adds methods, so it is not registered
 * for retransformation: what it made stays when another agent asks for that.
 */
final class AppTransformer extends ReportingTransformer {

    private static final Set<Treatment> TREATMENTS = Treatment.applied();

    private final ClassLoader platform = ClassLoader.getPlatformClassLoader();

    AppTransformer(MissingHooks missing) {
        super(missing);
    }

    @Override
    byte @Nullable [] rewritten(
            @Nullable ClassLoader loader, String name, boolean isLoaded, byte[] classFile) {
        if (loader == null || loader == platform) {
            return null;
        }
        if (isSkipped(name)) {
            return SkippedPackages.areAgents(name)
                    ? null
                    : ClassRewriter.rewriteInitialiser(name, classFile);
        }
        ClassScan scan = ClassScan.of(classFile);
        if (scan.mentionsPoints()) {
            PointScan.scan(classFile);
        }
        return ClassRewriter.rewrite(
                name, classFile, scan, TREATMENTS, PekkoTargets.in(name), missing);
    }

    /** Whether the calls in a class are left as they are, by its internal name. */
    static boolean isSkipped(String name) {
        return SkippedPackages.contains(name) || name.startsWith(PointTargets.PACKAGE);
    }
}
