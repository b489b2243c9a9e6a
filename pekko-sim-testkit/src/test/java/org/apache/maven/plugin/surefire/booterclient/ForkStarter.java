package org.apache.maven.plugin.surefire.booterclient;

import dev.pekkosim.agent.SimAgent;
import org.junit.platform.launcher.core.LauncherFactory;

/** By its name what opens a session of JUnit in Maven's own JVM, to look for tests. */
public final class ForkStarter {

    private ForkStarter() {}

    /** Opens a session, and says whether the agent is there. */
    public static void main(String[] arguments) {
        try (var session = LauncherFactory.openSession()) {
            System.out.println("active " + SimAgent.isActive() + " in " + session);
        }
    }
}
