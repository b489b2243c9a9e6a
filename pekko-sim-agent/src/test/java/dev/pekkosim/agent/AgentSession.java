package dev.pekkosim.agent;

import net.bytebuddy.agent.ByteBuddyAgent;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/** Starts the agent before any test class is loaded, since hooks must not load before it. */
public final class AgentSession implements LauncherSessionListener {

    /** Called through the service loader. */
    public AgentSession() {}

    @Override
    public void launcherSessionOpened(LauncherSession session) {
        SimAgent.agentmain(null, ByteBuddyAgent.install());
    }
}
