package dev.pekkosim.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.statics.Draws;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.logging.LogManager;
import javax.net.ssl.SSLContext;
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

    /** Whichever generator it asks. */
    @Test
    void number_ofAnyGenerator_drawnInAnInitialiser_isNotOfTheRun() {
        assertThat(asked(Draws::byGenerators)).isEmpty();
    }

    @Test
    void number_afterAnInitialiser_isOfTheRun() {
        assertThat(drawn(Draws::afterFailedInitialiser)).isEqualTo(DRAWN);
    }

    @Test
    void number_drawnInAnInitialiserOfTheJdk_isNotOfTheRun() throws Exception {
        assertThat(forked(OfTheJdk.class)).isEqualTo("[], a number, then " + DRAWN);
    }

    /** The JDK's TLS context is made by the first who asks, outside any initialiser. */
    @Test
    void number_drawnForWhatTheJdkKeeps_isNotOfTheRun() throws Exception {
        assertThat(forked(KeptByTheJdk.class)).isEqualTo("[], then " + DRAWN);
    }

    @Test
    void number_drawnInAnInitialiserLoadedBeforeTheAgent_isNotOfTheRun() throws Exception {
        assertThat(forked(LoadedBefore.class)).isEqualTo("true, then []");
    }

    /** What code draws from the run. */
    private static List<String> drawn(Callable<?> code) {
        return asked(code).stream().filter(asked -> asked.startsWith("draw")).toList();
    }

    /** The random numbers, and generators of them, that code asks the run for. */
    private static List<String> asked(Callable<?> code) {
        return FakeCarrier.run(code).asked().stream()
                .filter(asked -> asked.startsWith("draw") || asked.equals("nodeRandom"))
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

    static final class KeptByTheJdk {

        private KeptByTheJdk() {}

        public static void main(String[] args) {
            SimAgent.agentmain(null, ByteBuddyAgent.install());
            System.out.println(AfterTheAgent.tls());
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

        static String tls() {
            return asked(SSLContext::getDefault) + ", then " + drawn(Draws::plain);
        }

        static List<String> loaded() {
            return drawn(Draws::inLoaded);
        }
    }
}
