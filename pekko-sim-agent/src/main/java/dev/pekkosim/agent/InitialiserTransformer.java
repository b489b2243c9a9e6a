// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.agent;

import org.jspecify.annotations.Nullable;

/**
 * Has the static initialisers tell where they begin and end of which no other transformer takes
 * care: those of the JDK, and of classes that were loaded before the agent and are not initialised.
 */
final class InitialiserTransformer extends ReportingTransformer {

    private final ClassLoader platform = ClassLoader.getPlatformClassLoader();

    InitialiserTransformer(MissingHooks missing) {
        super(missing);
    }

    @Override
    byte @Nullable [] rewritten(
            @Nullable ClassLoader loader, String name, boolean isLoaded, byte[] classFile) {
        return isOfInterest(loader, name, isLoaded)
                ? ClassRewriter.rewriteInitialiser(name, classFile)
                : null;
    }

    private boolean isOfInterest(@Nullable ClassLoader loader, String name, boolean isLoaded) {
        if (SkippedPackages.areAgents(name)) {
            return false;
        }
        return loader == null ? !JdkTargets.contains(name) : loader == platform || isLoaded;
    }
}
