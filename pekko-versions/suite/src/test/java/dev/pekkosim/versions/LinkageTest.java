package dev.pekkosim.versions;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What the simulator's class files name of Pekko exists, also where no run of the suite comes by.
 */
class LinkageTest {

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(location -> !location.contains("/agent/shaded/"))
            .importPackages("dev.pekkosim");

    /** Interfaces have them too; newer compilers name the interface as their owner. */
    private static final Set<String> OBJECTS = Stream.of(Object.class.getMethods())
            .map(Method::getName)
            .collect(Collectors.toUnmodifiableSet());

    @Test
    void class_ofPekko_thatIsNamed_exists() {
        assertThat(CLASSES.stream()
                        .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
                        .filter(dependency -> isOfPekko(dependency.getTargetClass()))
                        .filter(dependency -> !dependency.getTargetClass().isFullyImported())
                        .map(dependency -> dependency.getDescription()))
                .isEmpty();
    }

    @Test
    void memberOfPekko_thatIsNamed_exists() {
        List<JavaAccess<?>> accesses = CLASSES.stream()
                .<JavaAccess<?>>flatMap(type -> Stream.concat(
                        type.getAccessesFromSelf().stream(),
                        Stream.concat(
                                type.getMethodReferencesFromSelf().stream(),
                                type.getConstructorReferencesFromSelf().stream())))
                .filter(access -> isOfPekko(access.getTargetOwner()))
                .toList();

        assertThat(accesses).hasSizeGreaterThan(100);
        assertThat(accesses)
                .filteredOn(access -> !isThere(access.getTarget()))
                .extracting(JavaAccess::getDescription)
                .isEmpty();
    }

    private static boolean isThere(AccessTarget target) {
        return target.resolveMember().isPresent() || OBJECTS.contains(target.getName());
    }

    private static boolean isOfPekko(JavaClass type) {
        return Stream.of("org.apache.pekko.", "scala.", "com.typesafe.")
                .anyMatch(prefix -> type.getName().startsWith(prefix));
    }
}
