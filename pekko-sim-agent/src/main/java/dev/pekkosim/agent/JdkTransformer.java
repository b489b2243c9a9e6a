package dev.pekkosim.agent;

import java.lang.instrument.ClassFileTransformer;
import java.security.ProtectionDomain;
import org.jspecify.annotations.Nullable;

/** Rewrites the classes of {@link JdkTargets}, be they loaded already or not; it adds no member. */
final class JdkTransformer implements ClassFileTransformer {

    private final MissingHooks missing;

    JdkTransformer(MissingHooks missing) {
        this.missing = missing;
    }

    @Override
    public byte @Nullable [] transform(
            @Nullable ClassLoader loader,
            @Nullable String name,
            @Nullable Class<?> redefined,
            @Nullable ProtectionDomain domain,
            byte[] classFile) {
        if (loader != null || name == null || !JdkTargets.contains(name)) {
            return null;
        }
        try {
            return JdkTargets.rewrite(name, classFile, missing);
        } catch (RuntimeException | LinkageError e) {
            // The JVM would swallow it.
            missing.add(name.replace('/', '.') + " could not be rewritten: " + e);
            return null;
        }
    }
}
