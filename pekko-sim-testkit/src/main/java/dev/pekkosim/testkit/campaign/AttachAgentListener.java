package dev.pekkosim.testkit.campaign;

import dev.pekkosim.agent.SimAgent;
import dev.pekkosim.testkit.SimClusterTestKit;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/**
 * Attaches the agent when a JUnit session opens, before any test class and so any Pekko class is
 * loaded. JUnit finds it on the class path. Nothing happens if the JVM was started with
 * {@code -javaagent}, or if no agent can attach: the first
 * {@link SimClusterTestKit#campaign(String)} then says why, and tests without a simulated cluster
 * run as ever.
 *
 * @since 0.1
 */
public final class AttachAgentListener implements LauncherSessionListener {

    /** Called through the service loader. */
    public AttachAgentListener() {}

    @Override
    public void launcherSessionOpened(LauncherSession session) {
        try {
            SimAgent.attach();
        } catch (IllegalStateException e) {
            // thrown again by the first campaign, where it matters
        }
    }
}
