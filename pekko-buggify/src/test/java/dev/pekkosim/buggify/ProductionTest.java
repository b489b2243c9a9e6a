package dev.pekkosim.buggify;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pekkosim.buggify.spi.AssertionKind;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** In a JVM of its own, since what is configured is read once. */
class ProductionTest {

    /** What the other JVM executes. */
    static final class Application {

        private Application() {}

        public static void main(String[] arguments) {
            Property.setupComplete("nodes", 3);
            for (int i = 0; i < 100; i++) {
                work(i);
            }
            System.out.println(PropertyCounts.snapshot());
        }

        private static void work(int i) {
            Property.always(i < 50, "fewer than fifty", "i", i);
            Property.sometimes(i == 70, "seventy");
            Property.alwaysLessThan(i, 1_000, "bounded");
            Property.reachable("here");
        }
    }

    /** Calls every method of {@link Property}; its name and the types are the message. */
    static final class EveryMethod {

        private EveryMethod() {}

        public static void main(String[] arguments) throws ReflectiveOperationException {
            for (Method method : Property.class.getMethods()) {
                if (Modifier.isStatic(method.getModifiers())) {
                    // One less, two equal, four greater: each comparison holds in another number.
                    call(method, 1, 2, 1);
                    call(method, 2, 2, 2);
                    call(method, 2, 1, 4);
                }
            }
            System.out.println(PropertyCounts.snapshot());
        }

        private static void call(Method method, int left, int right, int times)
                throws ReflectiveOperationException {
            List<@Nullable Object> arguments = new ArrayList<>();
            Class<?>[] types = method.getParameterTypes();
            for (int i = 0; i < types.length; i++) {
                arguments.add(argument(method, types[i], i == 0 ? left : right));
            }
            for (int i = 0; i < times; i++) {
                method.invoke(null, arguments.toArray());
            }
        }

        private static @Nullable Object argument(Method method, Class<?> type, int number) {
            if (type == boolean.class) {
                return true;
            } else if (type == long.class) {
                return (long) number;
            } else if (type == double.class) {
                return (double) number;
            } else if (type == String.class) {
                return method.getName() + " " + method.getParameterTypes()[0] + " "
                        + method.isVarArgs();
            } else if (type == Map.class) {
                return Map.of("a", true);
            }
            return type == Object[].class ? new Object[] {"key", "value"} : null;
        }
    }

    @Test
    void everyMethod_statesItsKindAndPassesItsArguments(@TempDir Path folder)
            throws IOException, InterruptedException {
        Path file = folder.resolve("out.jsonl");
        String printed = execute(
                EveryMethod.class,
                Map.of("ANTITHESIS_SDK_LOCAL_OUTPUT", file.toString()),
                "-Dpekko.buggify.properties=count");
        Set<String> messages = new TreeSet<>();
        for (String line : Files.readAllLines(file)) {
            JsonNode assertion = new ObjectMapper().readTree(line).path("antithesis_assert");
            if (!assertion.isMissingNode()) {
                String message = assertion.path("message").asText();
                AssertionKind kind = AssertionKind.ofMethod(
                                message.substring(0, message.indexOf(' ')))
                        .orElseThrow();
                messages.add(message);
                assertThat(assertion.path("assert_type").asText())
                        .as(message)
                        .isEqualTo(kind.assertType());
                assertThat(assertion.path("display_type").asText())
                        .as(message)
                        .isEqualTo(kind.displayType());
                assertThat(assertion.path("must_hit").asBoolean())
                        .as(message)
                        .isEqualTo(kind.mustHit());
                assertThat(assertion.path("details").has("key"))
                        .as(message)
                        .isEqualTo(message.endsWith("true"));
                assertThat(printed)
                        .contains(message + "=PropertyCounts[passes=" + passes(kind) + ", ");
            }
        }
        // All but two of eventually.
        assertThat(messages).hasSize(12 + 32 + 6);
    }

    private static int passes(AssertionKind kind) {
        if (kind.comparison().isEmpty()) {
            return kind == AssertionKind.UNREACHABLE ? 0 : 7;
        }
        return switch (kind.comparison().orElseThrow()) {
            case GREATER_THAN -> 4;
            case GREATER_THAN_OR_EQUAL_TO -> 6;
            case LESS_THAN -> 1;
            case LESS_THAN_OR_EQUAL_TO -> 3;
        };
    }

    @Test
    void settings_ofTheJvm_areFollowed(@TempDir Path folder)
            throws IOException, InterruptedException {
        Path file = folder.resolve("out.jsonl");
        String printed = execute(
                Application.class,
                Map.of("ANTITHESIS_SDK_LOCAL_OUTPUT", file.toString()),
                "-Dpekko.buggify.properties=count");
        assertThat(printed.strip())
                .isEqualTo("{bounded=PropertyCounts[passes=100, failures=0],"
                        + " fewer than fifty=PropertyCounts[passes=50, failures=50],"
                        + " here=PropertyCounts[passes=100, failures=0],"
                        + " seventy=PropertyCounts[passes=1, failures=99]}");
        List<JsonNode> assertions = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            JsonNode assertion = new ObjectMapper().readTree(line).path("antithesis_assert");
            if (!assertion.isMissingNode()) {
                assertions.add(assertion);
            }
        }
        assertThat(assertions)
                .extracting(
                        a -> a.path("id").asText() + " " + a.path("condition").asBoolean())
                .containsExactly(
                        "fewer than fifty true",
                        "seventy false",
                        "bounded true",
                        "here true",
                        "fewer than fifty false",
                        "seventy true");
        assertThat(assertions).allSatisfy(assertion -> {
            JsonNode location = assertion.path("location");
            assertThat(location.path("class").asText()).isEqualTo(Application.class.getName());
            assertThat(location.path("function").asText()).isEqualTo("work");
            assertThat(location.path("file").asText()).isEqualTo("ProductionTest.java");
            assertThat(location.path("begin_line").asInt()).isPositive();
        });
        assertThat(assertions.get(4).path("details").path("i").asInt()).isEqualTo(50);
    }

    @Test
    void log_goesToTheSystemLogger() throws IOException, InterruptedException {
        String printed = execute(Application.class, Map.of("PEKKO_BUGGIFY_PROPERTIES", "log"));
        assertThat(printed)
                .contains("property failed: fewer than fifty, at " + Application.class.getName()
                        + ".work(ProductionTest.java:")
                .contains("property failed 10 times: fewer than fifty")
                .doesNotContain("seventy");
    }

    @Test
    void nothingSet_isSilent() throws IOException, InterruptedException {
        assertThat(execute(Application.class, Map.of()).strip()).isEqualTo("{}");
    }

    private static String execute(Class<?> main, Map<String, String> environment, String... options)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xshare:auto", "-XX:TieredStopAtLevel=1"));
        command.addAll(List.of(options));
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.add(main.getName());
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().remove("JAVA_TOOL_OPTIONS");
        builder.environment().putAll(environment);
        Process process = builder.start();
        String printed = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).as(printed).isZero();
        return printed;
    }
}
