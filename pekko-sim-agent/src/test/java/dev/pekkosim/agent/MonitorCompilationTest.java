package dev.pekkosim.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.util.List;
import net.bytebuddy.agent.ByteBuddyAgent;
import org.junit.jupiter.api.Test;

/** The JVM compiles methods whose monitors pair up, and interprets others for ever. */
class MonitorCompilationTest {

    @Test
    void synchronizedMethod_rewritten_isCompiled() throws Exception {
        assertCompiled(Methods.class, Methods.class.getName() + "::ofObject");
        assertCompiled(Methods.class, Methods.class.getName() + "::withHandlers");
        assertCompiled(Methods.class, Methods.class.getName() + "::ofClass");
    }

    @Test
    void synchronizedBlock_ofJava_isCompiled() throws Exception {
        assertCompiled(Methods.class, Methods.class.getName() + "::block");
    }

    @Test
    void synchronizedBlock_ofScala_isCompiled() throws Exception {
        assertCompiled(Lazy.class, "org.apache.pekko.actor.Address::hashCode$lzycompute");
    }

    private static void assertCompiled(Class<?> main, String method) throws Exception {
        Process process = new ProcessBuilder(List.of(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-Djdk.attach.allowAttachSelf=true",
                        "-XX:+EnableDynamicAgentLoading",
                        "-Xcomp",
                        "-XX:CompileCommand=quiet",
                        "-XX:CompileCommand=compileonly," + method,
                        "-XX:+PrintCompilation",
                        "-cp",
                        System.getProperty("java.class.path"),
                        main.getName()))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String printed =
                new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor()).isZero();
        assertThat(printed).contains(method).doesNotContain("COMPILE SKIPPED");
    }

    static final class Methods {

        private int count;

        private Methods() {}

        public static void main(String[] args) throws Exception {
            SimAgent.agentmain(null, ByteBuddyAgent.install());
            Class<?> type = Rewriting.copyOf(Methods.class);
            Method callAll = type.getDeclaredMethod("callAll");
            callAll.setAccessible(true);
            callAll.invoke(null);
        }

        static void callAll() {
            Methods methods = new Methods();
            methods.ofObject();
            methods.withHandlers("1");
            methods.withHandlers("one");
            methods.block("1");
            methods.block("one");
            ofClass();
        }

        static synchronized int ofClass() {
            return Math.addExact(1, 1);
        }

        synchronized int ofObject() {
            return Math.addExact(count, 1);
        }

        synchronized int withHandlers(String text) {
            try {
                return Integer.parseInt(text);
            } catch (NumberFormatException e) {
                count++;
            } finally {
                count++;
            }
            return count;
        }

        int block(String text) {
            for (int i = 0; i < 2; i++) {
                synchronized (this) {
                    try {
                        return Integer.parseInt(text);
                    } catch (NumberFormatException e) {
                        synchronized (text) {
                            count++;
                        }
                    }
                }
            }
            return count;
        }
    }

    static final class Lazy {

        private Lazy() {}

        public static void main(String[] args) {
            SimAgent.agentmain(null, ByteBuddyAgent.install());
            int unused = org.apache.pekko.actor.Address.apply("pekko", "name").hashCode();
        }
    }
}
