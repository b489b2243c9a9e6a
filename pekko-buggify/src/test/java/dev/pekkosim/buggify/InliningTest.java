package dev.pekkosim.buggify;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The C2 of this JDK inlines each method that production calls, whatever else was executed before.
 * That of JDK 17 refuses as long as a class of the signature was never looked up by the jar of the
 * method itself ({@code unloaded signature classes}).
 */
class InliningTest {

    /** What the caller gives, by the type of the parameter. */
    private static final Map<String, String> ARGUMENTS = Map.ofEntries(
            Map.entry("boolean", "i >= 0"),
            Map.entry("int", "i"),
            Map.entry("long", "i"),
            Map.entry("double", "1.0 * i"),
            Map.entry("java.lang.Object", "NAMES"),
            Map.entry("java.lang.Object[]", "DETAILS"),
            Map.entry("java.lang.String", "\"name\""),
            Map.entry("java.time.Duration", "java.time.Duration.ZERO"),
            Map.entry("java.util.List", "NAMES"),
            Map.entry("java.util.Map", "CONDITIONS"),
            Map.entry("java.util.function.BooleanSupplier", "CONDITION"),
            Map.entry("java.util.function.Supplier", "VALUE"),
            Map.entry(Ratio.class.getName(), Ratio.class.getName() + ".TENTH"));

    @ParameterizedTest
    @ValueSource(classes = {Buggify.class, Property.class})
    void entryMethods_areInlined(Class<?> entry, @TempDir Path folder)
            throws IOException, InterruptedException {
        List<Method> methods = Stream.of(entry.getDeclaredMethods())
                .filter(method -> Modifier.isPublic(method.getModifiers()))
                .toList();
        compileCaller(methods, folder);

        String callee = entry.getName() + "::";
        List<String> calls = inlining(folder)
                .lines()
                .filter(line -> line.contains(" @ ") && line.contains(callee))
                .map(line -> line.substring(line.indexOf(callee)).replaceAll(" +", " "))
                .toList();

        assertThat(calls).hasSizeGreaterThanOrEqualTo(methods.size());
        assertThat(calls).allSatisfy(call -> assertThat(call).contains(") inline (hot)"));
    }

    /** A class that calls each method so often that it is compiled. */
    private static void compileCaller(List<Method> methods, Path folder) throws IOException {
        Path source = folder.resolve("Caller.java");
        Files.writeString(source, """
                class Caller {
                    static final java.util.List<String> NAMES = java.util.List.of("name");
                    static final Object[] DETAILS = {"key", "value"};
                    static final java.util.Map<String, Boolean> CONDITIONS = java.util.Map.of();
                    static final java.util.function.BooleanSupplier CONDITION = () -> true;
                    static final java.util.function.Supplier<String> VALUE = () -> "value";

                    static void callAll(int i) {
                %s
                    }

                    public static void main(String[] arguments) {
                        for (int i = 0; i < 20_000; i++) {
                            callAll(i);
                        }
                    }
                }
                """.formatted(methods.stream()
                .map(InliningTest::call)
                .sorted()
                .collect(Collectors.joining("\n"))));
        int code = ToolProvider.findFirst("javac")
                .orElseThrow()
                .run(
                        System.out,
                        System.err,
                        "-cp",
                        classPath(),
                        "-d",
                        folder.toString(),
                        source.toString());
        assertThat(code).isZero();
    }

    private static String call(Method method) {
        return Stream.of(method.getParameterTypes())
                .map(type -> ARGUMENTS.get(type.getCanonicalName()))
                .collect(Collectors.joining(
                        ", ",
                        method.getDeclaringClass().getName() + "." + method.getName() + "(",
                        ");"));
    }

    /** What C2 says of the calls of {@code callAll}. */
    private static String inlining(Path folder) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:-TieredCompilation",
                "-Xbatch",
                "-XX:CompileCommand=quiet",
                "-XX:CompileCommand=compileonly,Caller::callAll",
                "-XX:+UnlockDiagnosticVMOptions",
                "-XX:+PrintCompilation",
                "-XX:+PrintInlining",
                "-cp",
                classPath() + File.pathSeparator + folder,
                "Caller");
        builder.environment().remove("JAVA_TOOL_OPTIONS");
        Process process = builder.redirectErrorStream(true).start();
        String printed = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).as(printed).isZero();
        return printed;
    }

    private static String classPath() {
        return System.getProperty("java.class.path");
    }
}
