package dev.pekkosim.testkit.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pekkosim.agent.SimAgent;
import dev.pekkosim.testkit.Iterations;
import dev.pekkosim.testkit.TestApp;
import dev.pekkosim.testkit.TestRuns;
import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.platform.launcher.LauncherSessionListener;
import org.junit.platform.launcher.core.LauncherFactory;

/** JVMs that are started without {@code -javaagent}, as an IDE does it. */
class AttachAgentListenerTest {

    @Test
    void listener_isFoundByJUnit() {
        assertThat(ServiceLoader.load(LauncherSessionListener.class))
                .hasAtLeastOneElementOfType(AttachAgentListener.class);
    }

    @Test
    void session_inAJvmWithoutAgent_attachesIt_andGivesTheExactFlag() throws Exception {
        assertThat(jvm(Opening.class))
                .contains("active true", "1 run, 1 passed, 0 failed")
                .containsPattern("start the JVM with -javaagent:\\S*/pekko-sim-agent\\S*\\.jar\n");
    }

    @Test
    void session_whereNoAgentCanAttach_goesOn_andACampaignSaysWhy() throws Exception {
        assertThat(jvm(Opening.class, "-XX:+DisableAttachMechanism"))
                .contains(
                        "active false",
                        "this JVM lets no agent attach itself: start the JVM with"
                                + " -javaagent:");
    }

    /** Maven and sbt look for tests in their own JVM, with a class loader of their own. */
    @Test
    void session_inTheJvmOfABuildTool_attachesNothing() throws Exception {
        Path own = Path.of(BuildTool.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        String tests = System.getProperty("java.class.path");

        assertThat(jvmOf(own.toString(), BuildTool.class, "-Dtests.class.path=" + tests))
                .contains("active false")
                .doesNotContain("-javaagent:");
    }

    @Test
    void session_withTheAgentLoaded_changesNothing() {
        assertThat(SimAgent.isActive()).isTrue();
        try (var session = LauncherFactory.openSession()) {
            assertThat(session.getLauncher()).isNotNull();
        }
        assertThat(SimAgent.isActive()).isTrue();
    }

    private static String jvm(Class<?> main, String... options)
            throws IOException, InterruptedException {
        return jvmOf(System.getProperty("java.class.path"), main, options);
    }

    private static String jvmOf(String classPath, Class<?> main, String... options)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(ProcessHandle.current().info().command().orElseThrow());
        command.addAll(List.of(options));
        command.addAll(List.of("-cp", classPath, main.getName()));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }

    /** Opens a session and runs a campaign, as a test would. */
    static final class Opening {

        private Opening() {}

        public static void main(String[] arguments) {
            try (var session = LauncherFactory.openSession()) {
                System.out.println("active " + SimAgent.isActive() + " in " + session);
                System.out.println(Once.run());
            } catch (IllegalStateException e) {
                System.out.println(e.getMessage());
            }
        }
    }

    /** Loads what looks for tests as a build tool does. */
    static final class BuildTool {

        private BuildTool() {}

        public static void main(String[] arguments) throws Exception {
            List<URL> tests = new ArrayList<>();
            for (String entry :
                    System.getProperty("tests.class.path").split(File.pathSeparator, -1)) {
                tests.add(Path.of(entry).toUri().toURL());
            }
            try (URLClassLoader loader = new URLClassLoader(
                    tests.toArray(URL[]::new), ClassLoader.getPlatformClassLoader())) {
                Thread.currentThread().setContextClassLoader(loader);
                loader.loadClass(Looking.class.getName()).getMethod("look").invoke(null);
            }
        }
    }

    /** Opens a session, and says whether the agent is there. */
    public static final class Looking {

        private Looking() {}

        public static void look() {
            try (var session = LauncherFactory.openSession()) {
                System.out.println("active " + SimAgent.isActive() + " in " + session);
            }
        }
    }

    /** Apart from {@link Opening}, so that no Pekko class loads before the session opens. */
    private static final class Once {

        static String run() {
            return TestRuns.campaign(1, cluster -> cluster.startAll(() -> new TestApp().guardian()))
                    .run(Iterations.of(1).seeds(index -> index))
                    .summary();
        }
    }
}
