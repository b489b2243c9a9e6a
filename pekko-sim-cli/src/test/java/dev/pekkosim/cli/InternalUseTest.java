package dev.pekkosim.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.pekkosim.engine.Internal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What is public only because Java's packages need it is used by nobody outside, and leaves the
 * Javadoc.
 */
class InternalUseTest {

    private static final Path ROOT = Path.of("..");

    private static final Pattern IMPORT =
            Pattern.compile("^import (?:static )?([\\w.]+?)(?:\\.\\*)?;", Pattern.MULTILINE);

    private static final Pattern MARKED = Pattern.compile("^@Internal$", Pattern.MULTILINE);

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.pekkosim");

    private static final Set<String> INTERNAL = CLASSES.stream()
            .filter(type -> type.isAnnotatedWith(Internal.class))
            .map(JavaClass::getName)
            .collect(Collectors.toSet());

    @Test
    void workloads_useNothingInternal() {
        assertThat(INTERNAL).contains("dev.pekkosim.testkit.cluster.SimulatedCluster");
        noClasses()
                .that()
                .resideInAPackage("dev.pekkosim.workloads..")
                .should()
                .dependOnClassesThat()
                .areAnnotatedWith(Internal.class)
                .check(CLASSES);
    }

    /** By their sources, since their classes are not on the class path here. */
    @Test
    void examples_importNothingInternal() {
        List<Path> sources = sources("examples");
        assertThat(sources).isNotEmpty();
        assertThat(sources.stream().flatMap(InternalUseTest::imports))
                .doesNotContainAnyElementsOf(INTERNAL);
    }

    /** What users call takes and gives nothing that they must not name. */
    @Test
    void usersTypes_haveNothingInternalInTheirSignatures() {
        Set<String> found = CLASSES.stream()
                .filter(InternalUseTest::isForUsers)
                .flatMap(type -> type.getMethods().stream())
                .filter(method -> method.getModifiers().contains(JavaModifier.PUBLIC))
                .filter(method -> !method.isAnnotatedWith(Internal.class))
                .filter(method -> Stream.concat(
                                Stream.of(method.getRawReturnType()),
                                method.getRawParameterTypes().stream())
                        .anyMatch(type -> INTERNAL.contains(type.getName())))
                .map(method -> method.getFullName())
                .collect(Collectors.toSet());
        assertThat(found).isEmpty();
    }

    private static boolean isForUsers(JavaClass type) {
        return type.getModifiers().contains(JavaModifier.PUBLIC)
                && !INTERNAL.contains(outermost(type.getName()))
                && !INTERNAL.contains(type.getName())
                && (type.getPackageName().startsWith("dev.pekkosim.testkit")
                        || type.getPackageName().startsWith("dev.pekkosim.buggify"));
    }

    /** What is marked as a whole needs no mark on its members. */
    private static String outermost(String className) {
        int nested = className.indexOf('$');
        return nested < 0 ? className : className.substring(0, nested);
    }

    /** The standard doclet goes by the tag, the architecture by the annotation. */
    @Test
    void whatIsMarked_isLeftOutOfTheJavadoc() {
        List<String> shown = sources("").stream()
                .filter(source -> source.toString().contains("/src/main/"))
                .filter(source -> MARKED.matcher(read(source)).find())
                .filter(source -> !read(source).contains("@hidden"))
                .map(Path::toString)
                .toList();
        assertThat(shown).isEmpty();
    }

    private static Stream<String> imports(Path source) {
        return IMPORT.matcher(read(source)).results().map((MatchResult found) -> found.group(1));
    }

    private static List<Path> sources(String folder) {
        try (Stream<Path> files = Files.walk(ROOT.resolve(folder))) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> !file.toString().contains("/target/"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
