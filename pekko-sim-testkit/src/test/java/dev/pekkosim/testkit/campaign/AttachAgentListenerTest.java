package dev.pekkosim.testkit.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pekkosim.agent.SimAgent;
import dev.pekkosim.testkit.Iterations;
import dev.pekkosim.testkit.TestApp;
import dev.pekkosim.testkit.TestRuns;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
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
    void session_inTheJvmOfABuildTool_attachesNothing(@TempDir Path folder) throws Exception {
        assertThat(buildTool(folder, Looking.class))
                .contains("active false")
                .doesNotContain("-javaagent:");
    }

    /** What attaches is not the copy of the agent that the JVM then has. */
    @Test
    void campaign_inTheJvmOfABuildTool_isRun(@TempDir Path folder) throws Exception {
        assertThat(buildTool(folder, Opening.class))
                .contains("active false", "1 run, 1 passed, 0 failed");
    }

    /** Its class path has itself only. */
    private static String buildTool(Path folder, Class<?> main) throws Exception {
        String file = BuildToolJvm.class.getName().replace('.', '/') + ".class";
        Path copy = folder.resolve(file);
        Files.createDirectories(copy.getParent());
        try (InputStream bytes = Objects.requireNonNull(
                BuildToolJvm.class.getClassLoader().getResourceAsStream(file))) {
            Files.copy(bytes, copy);
        }
        return jvmOf(
                folder.toString(),
                BuildToolJvm.class,
                "-Dtests.class.path=" + System.getProperty("java.class.path"),
                "-Dtests.main=" + main.getName());
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
    public static final class Opening {

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

    /** Opens a session, and says whether the agent is there. */
    public static final class Looking {

        private Looking() {}

        public static void main(String[] arguments) {
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
