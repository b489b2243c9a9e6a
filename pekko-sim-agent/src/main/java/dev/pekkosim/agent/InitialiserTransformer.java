package dev.pekkosim.agent;

import java.lang.instrument.ClassFileTransformer;
import java.security.ProtectionDomain;
import org.jspecify.annotations.Nullable;

/**
 * Has the static initialisers tell where they begin and end of which no other transformer takes
 * care: those of the JDK, and of classes that were loaded before the agent and are not initialised.
 */
final class InitialiserTransformer implements ClassFileTransformer {

    private final ClassLoader platform = ClassLoader.getPlatformClassLoader();
    private final MissingHooks missing;

    InitialiserTransformer(MissingHooks missing) {
        this.missing = missing;
    }

    @Override
    public byte @Nullable [] transform(
            @Nullable ClassLoader loader,
            @Nullable String name,
            @Nullable Class<?> redefined,
            @Nullable ProtectionDomain domain,
            byte[] classFile) {
        if (name == null || !isOfInterest(loader, name, redefined != null)) {
            return null;
        }
        try {
            return ClassRewriter.rewriteInitialiser(name, classFile);
        } catch (RuntimeException | LinkageError e) {
            // The JVM would swallow it.
            missing.add(name.replace('/', '.') + " could not be rewritten: " + e);
            return null;
        }
    }

    private boolean isOfInterest(@Nullable ClassLoader loader, String name, boolean isLoaded) {
        if (SkippedPackages.areAgents(name)) {
            return false;
        }
        return loader == null ? !JdkTargets.contains(name) : loader == platform || isLoaded;
    }
}
