// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.agent;

import java.lang.instrument.ClassFileTransformer;
import java.security.ProtectionDomain;
import org.jspecify.annotations.Nullable;

/**
 * A transformer whose faults are told as hooks that are missing: the JVM swallows what one throws.
 */
abstract class ReportingTransformer implements ClassFileTransformer {

    final MissingHooks missing;

    ReportingTransformer(MissingHooks missing) {
        this.missing = missing;
    }

    @Override
    public final byte @Nullable [] transform(
            @Nullable ClassLoader loader,
            @Nullable String name,
            @Nullable Class<?> redefined,
            @Nullable ProtectionDomain domain,
            byte[] classFile) {
        if (name == null) {
            return null;
        }
        try {
            return rewritten(loader, name, redefined != null, classFile);
        } catch (RuntimeException | LinkageError e) {
            missing.add(name.replace('/', '.') + " could not be rewritten: " + e);
            return null;
        }
    }

    /**
     * Rewrites a class; null if it stays as it is.
     *
     * @param loader null for the bootstrap loader
     * @param name its internal name
     * @param isLoaded whether it is loaded already
     * @param classFile as it is
     */
    abstract byte @Nullable [] rewritten(
            @Nullable ClassLoader loader, String name, boolean isLoaded, byte[] classFile);
}
