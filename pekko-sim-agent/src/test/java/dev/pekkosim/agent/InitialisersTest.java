package dev.pekkosim.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.statics.Draws;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.logging.LogManager;
import net.bytebuddy.agent.ByteBuddyAgent;
import org.junit.jupiter.api.Test;

/**
 * What a static initialiser draws is no part of the run in which it works, and what comes after it
 * is.
 */
class InitialisersTest {

    private static final List<String> DRAWN = List.of("drawLong", "drawLong");

    @Test
    void number_drawnInAnInitialiser_isNotOfTheRun() {
        assertThat(drawn(Draws::inInitialiser)).isEmpty();
        assertThat(drawn(Draws::plain)).isEqualTo(DRAWN);
    }

    @Test
    void number_afterAnInitialiser_isOfTheRun() {
        assertThat(drawn(Draws::afterFailedInitialiser)).isEqualTo(DRAWN);
    }

    @Test
    void number_drawnInAnInitialiserOfTheJdk_isNotOfTheRun() throws Exception {
        assertThat(forked(OfTheJdk.class)).isEqualTo("[], a number, then " + DRAWN);
    }

    @Test
    void number_drawnInAnInitialiserLoadedBeforeTheAgent_isNotOfTheRun() throws Exception {
        assertThat(forked(LoadedBefore.class)).isEqualTo("true, then []");
    }

    /** What code draws from the run. */
    private static List<String> drawn(Callable<?> code) {
        return FakeCarrier.run(code).asked().stream()
                .filter(asked -> asked.startsWith("draw"))
                .toList();
    }

    /** Runs a main class in a JVM of its own and returns what it prints. */
    private static String forked(Class<?> main) throws Exception {
        Process process = new ProcessBuilder(List.of(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-Djdk.attach.allowAttachSelf=true",
                        "-XX:+EnableDynamicAgentLoading",
                        "-cp",
                        System.getProperty("java.class.path"),
                        main.getName()))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        byte[] printed = process.getInputStream().readAllBytes();
        assertThat(process.waitFor()).isZero();
        return new String(printed, StandardCharsets.UTF_8).strip();
    }

    static final class OfTheJdk {

        private OfTheJdk() {}

        public static void main(String[] args) {
            SimAgent.agentmain(null, ByteBuddyAgent.install());
            System.setProperty("java.util.logging.manager", "com.acme.statics.Draws$Logs");
            System.out.println(AfterTheAgent.logs());
        }
    }

    static final class LoadedBefore {

        private LoadedBefore() {}

        public static void main(String[] args) throws ClassNotFoundException {
            ClassLoader loader = LoadedBefore.class.getClassLoader();
            boolean isLoaded = Class.forName("com.acme.statics.Draws$Loaded", false, loader)
                    .getName()
                    .endsWith("Loaded");
            SimAgent.agentmain(null, ByteBuddyAgent.install());
            System.out.println(isLoaded + ", then " + AfterTheAgent.loaded());
        }
    }

    /** What names classes that must not be loaded before the agent. */
    private static final class AfterTheAgent {

        private AfterTheAgent() {}

        static String logs() {
            List<String> first = drawn(LogManager::getLogManager);
            return first + (Draws.Logs.drawn() == null ? "" : ", a number") + ", then "
                    + drawn(Draws::plain);
        }

        static List<String> loaded() {
            return drawn(Draws::inLoaded);
        }
    }
}
