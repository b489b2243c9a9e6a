// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.testkit.campaign;

import dev.pekkosim.agent.SimAgent;
import dev.pekkosim.engine.Internal;
import dev.pekkosim.testkit.cluster.SimSetupException;
import dev.pekkosim.testkit.faults.Faults;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import org.apache.pekko.Version;

/**
 * The versions of Pekko that the simulator can be used with.
 *
 * @hidden
 */
@Internal
public final class PekkoVersions {

    /** Those that the build tests, oldest first. */
    public static final List<String> TESTED = List.of("1.0.3", "1.1.5", "1.2.1", "1.6.0", "1.7.0");

    /** What a run looks into although not every application uses it. */
    private static final String SHARDING =
            "org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding";

    private PekkoVersions() {}

    /** Looked for once, and not before a campaign is made. */
    private static final class MissingPoints {

        private static final SortedMap<String, String> OF_THIS_PEKKO =
                Collections.unmodifiableSortedMap(
                        Faults.missingPoints(PekkoVersions.class.getClassLoader()));
    }

    /**
     * The points in Pekko that cannot fire with the Pekko that is used: names, each with a
     * sentence.
     */
    public static SortedMap<String, String> missingPoints() {
        return MissingPoints.OF_THIS_PEKKO;
    }

    /**
     * Refuses a Pekko of which a part would not be simulated. Any version will do that has all
     * places in which the simulator hooks.
     *
     * @param pekko the class loader that sees Pekko
     * @throws SimSetupException if a place or an artifact is missing
     */
    public static void requireAllHooks(ClassLoader pekko) {
        requireSharding(pekko);
        List<String> missing = SimAgent.missingHooks(pekko);
        if (!missing.isEmpty()) {
            throw new SimSetupException(
                    "Pekko " + Version.current() + " lacks what the simulator hooks into: "
                            + String.join("; ", missing) + "; use a version that is tested, "
                            + String.join(", ", TESTED.subList(0, TESTED.size() - 1)) + " or "
                            + TESTED.get(TESTED.size() - 1));
        }
    }

    private static void requireSharding(ClassLoader pekko) {
        try {
            Class.forName(SHARDING, false, pekko);
        } catch (ClassNotFoundException e) {
            throw new SimSetupException(
                    "pekko-cluster-sharding-typed is not on the class path, and a run looks into it"
                            + " even if the application has no shards; add version "
                            + Version.current() + " of it in test scope");
        }
    }
}
