package dev.pekkosim.agent;

import java.lang.instrument.ClassFileTransformer;
import java.security.ProtectionDomain;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Rewrites application and library classes as they load. It adds methods, so it is not registered
 * for retransformation: what it made stays when another agent asks for that.
 */
final class AppTransformer implements ClassFileTransformer {

    private static final Set<Treatment> TREATMENTS = Treatment.applied();

    private final ClassLoader platform = ClassLoader.getPlatformClassLoader();
    private final MissingHooks missing;

    AppTransformer(MissingHooks missing) {
        this.missing = missing;
    }

    @Override
    public byte @Nullable [] transform(
            @Nullable ClassLoader loader,
            @Nullable String name,
            @Nullable Class<?> redefined,
            @Nullable ProtectionDomain domain,
            byte[] classFile) {
        if (loader == null || loader == platform || name == null) {
            return null;
        }
        try {
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
        } catch (RuntimeException | LinkageError e) {
            // The JVM would swallow it.
            missing.add(name.replace('/', '.') + " could not be rewritten: " + e);
            return null;
        }
    }

    /** Whether the calls in a class are left as they are, by its internal name. */
    static boolean isSkipped(String name) {
        return SkippedPackages.contains(name) || name.startsWith(PointTargets.PACKAGE);
    }
}
