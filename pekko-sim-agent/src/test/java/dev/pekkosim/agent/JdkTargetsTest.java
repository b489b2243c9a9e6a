package dev.pekkosim.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds the table against the JDK that runs the test, so that a new JDK cannot slip through. */
class JdkTargetsTest {

    @Test
    void clockReaders_ofTheConcurrentPackage_areAllInATable() throws Exception {
        assertThat(concurrentClasses().stream()
                        .filter(JdkTargetsTest::readsClock)
                        .map(JdkTargetsTest::name))
                .isNotEmpty()
                .allMatch(
                        name -> JdkTargets.contains(name) || JdkTargets.LEFT_ALONE.contains(name));
    }

    @Test
    void targets_rewritten_keepTheirMembers() throws Exception {
        List<Path> targets = classes("").stream()
                .filter(path -> JdkTargets.contains(name(path)))
                .toList();

        assertThat(targets).hasSizeGreaterThan(50);
        for (Path target : targets) {
            byte[] original = Files.readAllBytes(target);
            MissingHooks missing = new MissingHooks();
            byte[] rewritten = JdkTargets.rewrite(name(target), original, missing);
            if (rewritten != null) {
                assertThat(Members.of(rewritten)).isEqualTo(Members.of(original));
            }
            assertThat(missing.list(Release.UNKNOWN)).isEmpty();
        }
    }

    private static List<Path> concurrentClasses() throws IOException {
        return classes("java/util/concurrent");
    }

    private static List<Path> classes(String below) throws IOException {
        Path root = FileSystems.getFileSystem(URI.create("jrt:/"))
                .getPath("modules/java.base/" + below);
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(path -> path.toString().endsWith(".class")).toList();
        }
    }

    private static String name(Path path) {
        String text = path.subpath(2, path.getNameCount()).toString();
        return text.substring(0, text.length() - ".class".length());
    }

    private static boolean readsClock(Path path) {
        try {
            return CallFinder.calls(Files.readAllBytes(path)).stream()
                    .anyMatch(call -> call.startsWith("java/lang/System.nanoTime")
                            || call.startsWith("java/lang/System.currentTimeMillis"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
