package dev.pekkosim.testkit;

import dev.pekkosim.agent.SimAgent;
import java.util.List;
import org.apache.pekko.Version;

/** The versions of Pekko that the simulator can be used with. */
final class PekkoVersions {

    /** Those that the build tests, oldest first. */
    static final List<String> TESTED = List.of("1.0.3", "1.1.5", "1.2.1", "1.6.0", "1.7.0");

    private PekkoVersions() {}

    /**
     * Refuses a Pekko of which a part would not be simulated. Any version will do that has all places in which the
     * simulator hooks.
     *
     * @param pekko the class loader that sees Pekko
     * @throws SimSetupException if a place is missing
     */
    static void requireAllHooks(ClassLoader pekko) {
        List<String> missing = SimAgent.missingHooks(pekko);
        if (!missing.isEmpty()) {
            throw new SimSetupException(
                    "Pekko " + Version.current() + " lacks what the simulator hooks into: "
                            + String.join("; ", missing) + "; use a version that is tested, "
                            + String.join(", ", TESTED.subList(0, TESTED.size() - 1)) + " or "
                            + TESTED.get(TESTED.size() - 1));
        }
    }
}
