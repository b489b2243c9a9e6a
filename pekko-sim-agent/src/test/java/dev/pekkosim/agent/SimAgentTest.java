package dev.pekkosim.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.points.Early;
import dev.pekkosim.agent.hook.Catalogue;
import dev.pekkosim.agent.hook.SimHooks;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.bytebuddy.agent.ByteBuddyAgent;
import org.junit.jupiter.api.Test;

class SimAgentTest {

    @Test
    void agent_startedTwice_staysActive() {
        SimAgent.premain(null, ByteBuddyAgent.getInstrumentation());
        SimAgent.attach();

        assertThat(SimAgent.isActive()).isTrue();
        assertThat(SimAgent.missingHooks(SimAgentTest.class.getClassLoader())).isEmpty();
    }

    @Test
    void hooks_afterStart_comeFromTheBootstrapLoader() {
        assertThat(SimHooks.class.getClassLoader()).isNull();
    }

    @Test
    void hooks_listedByName_areAllThatExist() throws Exception {
        File classes = new File(SimAgent.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        String[] files = new File(classes, HookClasses.PACKAGE.replace('.', '/')).list();

        assertThat(files)
                .filteredOn(file -> !file.equals("package-info.class"))
                .containsExactlyInAnyOrderElementsOf(Stream.of(HookClasses.NAMES)
                        .map(name -> name + ".class")
                        .toList());
    }

    @Test
    void attach_fromDirectory_saysWhatToDo() throws Exception {
        assertThat(forked(AttachesOnly.class))
                .contains("pekko-sim-agent is on the class path as ")
                .contains("build that with 'mvn package'")
                .contains("-javaagent:");
    }

    @Test
    void start_afterPekko_saysWhatIsWrong() throws Exception {
        assertThat(forked(LoadsPekkoFirst.class)).isEqualTo("Pekko was loaded before the agent");
    }

    @Test
    void start_afterAHook_saysWhatIsWrong() throws Exception {
        assertThat(forked(LoadsHookFirst.class))
                .isEqualTo("dev.pekkosim.agent.hook.SimHooks was loaded before the agent: start the"
                        + " JVM with -javaagent, or call SimAgent.attach() before any class of"
                        + " pekko-sim is used");
    }

    @Test
    void start_afterAClassThatCannotBeLinked_leavesThatAlone() throws Exception {
        assertThat(forked(LoadsWhatCannotBeLinked.class))
                .isEqualTo(CannotBeLinked.class.getName()
                        + ", active true, faults [], initialised by the agent's leave");
    }

    @Test
    void points_loadedBeforeTheAgent_askTheRunAllTheSame() throws Exception {
        assertThat(forked(LoadsPointsFirst.class))
                .isEqualTo("false, then [state sometimes true too null, fires early], and "
                        + "sometimes in com.acme.points.Early.state (Early.java:18)");
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

    private static void print(Runnable body) {
        try {
            body.run();
        } catch (IllegalStateException e) {
            System.out.println(e.getMessage());
        }
    }

    static final class AttachesOnly {

        private AttachesOnly() {}

        public static void main(String[] args) {
            print(SimAgent::attach);
        }
    }

    static final class LoadsPekkoFirst {

        private LoadsPekkoFirst() {}

        public static void main(String[] args) throws ClassNotFoundException {
            Class.forName("org.apache.pekko.actor.ActorSystem");
            print(() -> SimAgent.agentmain(null, ByteBuddyAgent.install()));
        }
    }

    /** In a loader that lacks a class, as those of build tools do. */
    static final class LoadsWhatCannotBeLinked {

        private LoadsWhatCannotBeLinked() {}

        public static void main(String[] args) throws Exception {
            ClassLoader lacking = new Lacking();
            Class<?> loaded = Class.forName(CannotBeLinked.class.getName(), false, lacking);
            Class<?> other = Class.forName(CanBeLinked.class.getName(), false, lacking);
            SimAgent.agentmain(null, ByteBuddyAgent.install());
            Class.forName(other.getName(), true, lacking);
            System.out.println(loaded.getName() + ", active " + SimAgent.isActive()
                    + ", faults " + SimAgent.faults() + ", initialised "
                    + System.getProperty("initialised"));
        }
    }

    static class Lacked {}

    static class LackedToo extends Lacked {}

    static class CanBeLinked {
        static {
            System.setProperty("initialised", "by the agent's leave");
        }
    }

    static class CannotBeLinked {

        static final Object CONSTANT = new Object();

        /** The verifier asks whether the one is the other. */
        static Lacked made() {
            return new LackedToo();
        }
    }

    private static final class Lacking extends ClassLoader {

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (name.contains("$Lacked")) {
                throw new ClassNotFoundException(name);
            }
            return name.endsWith("BeLinked") ? own(name) : super.loadClass(name, resolve);
        }

        private Class<?> own(String name) throws ClassNotFoundException {
            Class<?> loaded = findLoadedClass(name);
            if (loaded != null) {
                return loaded;
            }
            try (InputStream file =
                    getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
                byte[] bytes = Objects.requireNonNull(file).readAllBytes();
                return defineClass(name, bytes, 0, bytes.length);
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }
    }

    static final class LoadsPointsFirst {

        private LoadsPointsFirst() {}

        public static void main(String[] args) {
            boolean outside = Early.fires();
            Early.state();
            SimAgent.agentmain(null, ByteBuddyAgent.install());
            System.out.println(outside + ", then " + AfterTheAgent.asked() + ", and "
                    + AfterTheAgent.entries());
        }
    }

    /** What names classes that must not be loaded before the agent. */
    private static final class AfterTheAgent {

        private AfterTheAgent() {}

        static List<String> asked() {
            return FakeCarrier.runWithPoints(() -> {
                        Early.state();
                        return Early.fires();
                    })
                    .asked();
        }

        static String entries() {
            SimAgent.catalogue(SimAgentTest.class.getClassLoader(), "com.acme.points");
            return Catalogue.entries().stream()
                    .filter(entry -> entry.className().equals(Early.class.getName()))
                    .filter(entry -> entry.type().equals(Catalogue.PROPERTY))
                    .map(entry -> entry.kind() + " in " + entry.place())
                    .collect(Collectors.joining());
        }
    }

    static final class LoadsHookFirst {

        private LoadsHookFirst() {}

        public static void main(String[] args) throws ClassNotFoundException {
            Class.forName("dev.pekkosim.agent.hook.SimHooks");
            print(() -> SimAgent.agentmain(null, ByteBuddyAgent.install()));
        }
    }
}
