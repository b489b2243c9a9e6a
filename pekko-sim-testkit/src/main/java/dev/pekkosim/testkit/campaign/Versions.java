// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.testkit.campaign;

import dev.pekkosim.engine.Internal;
import org.apache.pekko.Version;
import org.jspecify.annotations.Nullable;

/**
 * The versions of what runs are made of.
 *
 * @param pekkoSim that of the simulator
 * @param pekko that of Pekko
 * @param java that of Java, the feature alone
 * @hidden
 */
@Internal
public record Versions(String pekkoSim, String pekko, String java) {

    /** Those of this JVM. */
    public static Versions ofThisJvm() {
        @Nullable String own = Versions.class.getPackage().getImplementationVersion();
        return new Versions(
                own == null ? "(not packaged)" : own,
                Version.current(),
                Integer.toString(Runtime.version().feature()));
    }

    /** Such as {@code pekko-sim 0.1.0, Pekko 1.7.0, Java 17}. */
    @Override
    public String toString() {
        return "pekko-sim " + pekkoSim + ", Pekko " + pekko + ", Java " + java;
    }
}
