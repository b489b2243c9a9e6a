// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.testkit.campaign;

import dev.pekkosim.agent.SimAgent;
import dev.pekkosim.testkit.SimClusterTestKit;
import java.net.URI;
import java.nio.file.Path;
import java.security.CodeSource;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/**
 * Attaches the agent when a JUnit session opens, before any test class and so any Pekko class is
 * loaded, and says how to start the JVM with it. JUnit finds it on the class path. Nothing happens
 * if the JVM was started with {@code -javaagent}, or if no agent can attach: the first
 * {@link SimClusterTestKit#campaign(String)} then says why, and tests without a simulated cluster
 * run as ever.
 *
 * @since 0.1
 */
public final class AttachAgentListener implements LauncherSessionListener {

    private static final String AGENT = SimAgent.class.getName().replace('.', '/') + ".class";

    /** Called through the service loader. */
    public AttachAgentListener() {}

    @Override
    public void launcherSessionOpened(LauncherSession session) {
        if (SimAgent.isActive() || !isForked()) {
            return;
        }
        try {
            SimAgent.attach();
            System.out.println(advice());
        } catch (IllegalStateException e) {
            // thrown again by the first campaign, where it matters
        }
    }

    /**
     * Whether this JVM was started to execute tests, with their class path. The JVM of a build tool
     * is none: Maven and sbt open a session there, too, to look for tests, and its classes are not
     * to be rewritten.
     */
    private static boolean isForked() {
        return ClassLoader.getSystemClassLoader().getResource(AGENT) != null;
    }

    /** How to do without what JDK 21 and later warn of, in a form that can be pasted. */
    private static String advice() {
        CodeSource source = SimAgent.class.getProtectionDomain().getCodeSource();
        return "pekko-sim: the agent has attached itself to this JVM, which JDK 21 and later warn"
                + " of; start the JVM with -javaagent:"
                + Path.of(URI.create(source.getLocation().toString()));
    }
}
