package dev.pekkosim.agent;

import net.bytebuddy.agent.ByteBuddyAgent;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/** Starts the agent before any test class is loaded, since hooks must not load before it. */
public final class AgentSession implements LauncherSessionListener {

    /** Has JUnit look for tests in Maven's own JVM, which is none to rewrite. */
    private static final String FORK_STARTER =
            "org.apache.maven.plugin.surefire.booterclient.ForkStarter";

    /** Called through the service loader. */
    public AgentSession() {}

    @Override
    public void launcherSessionOpened(LauncherSession session) {
        if (!isInMaven()) {
            SimAgent.agentmain(null, ByteBuddyAgent.install());
        }
    }

    private static boolean isInMaven() {
        return StackWalker.getInstance()
                .walk(frames ->
                        frames.anyMatch(frame -> frame.getClassName().equals(FORK_STARTER)));
    }
}
