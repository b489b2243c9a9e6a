package dev.pekkosim.agent;

import java.lang.instrument.ClassFileTransformer;
import java.security.ProtectionDomain;
import org.jspecify.annotations.Nullable;

/**
 * Places the hooks of {@link PointTargets}, be their classes loaded already or not; it adds no
 * member.
 */
final class PointTransformer implements ClassFileTransformer {

    private final MissingHooks missing;

    /** Whether a class has a target. It is asked for every class, so it does not make the table. */
    static boolean isOfInterest(String internalName) {
        return internalName.equals(PointTargets.BUGGIFY)
                || internalName.equals(PointTargets.PROPERTY);
    }

    PointTransformer(MissingHooks missing) {
        this.missing = missing;
    }

    @Override
    public byte @Nullable [] transform(
            @Nullable ClassLoader loader,
            @Nullable String name,
            @Nullable Class<?> redefined,
            @Nullable ProtectionDomain domain,
            byte[] classFile) {
        if (name == null || !isOfInterest(name)) {
            return null;
        }
        try {
            return PointTargets.rewrite(name, classFile, missing);
        } catch (RuntimeException | LinkageError e) {
            // The JVM would swallow it.
            missing.add(name.replace('/', '.') + " could not be rewritten: " + e);
            return null;
        }
    }
}
