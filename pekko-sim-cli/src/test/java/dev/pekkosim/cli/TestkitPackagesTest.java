package dev.pekkosim.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The arrows between the packages of the testkit, which point one way only. */
class TestkitPackagesTest {

    private static final String ROOT = "dev.pekkosim.testkit";

    /** From the lowest to the highest; each may use those before it, and none after. */
    private static final List<String> PACKAGES = List.of(
            ROOT + ".text",
            ROOT + ".cluster",
            ROOT + ".spi",
            ROOT + ".insight",
            ROOT + ".points",
            ROOT + ".faults",
            ROOT + ".finds",
            ROOT + ".body",
            ROOT + ".divergence",
            ROOT + ".campaign",
            ROOT,
            ROOT + ".results");

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(ROOT);

    @Test
    void everyPackage_isInTheList() {
        Set<String> packages =
                CLASSES.stream().map(JavaClass::getPackageName).collect(Collectors.toSet());
        assertThat(packages).containsExactlyInAnyOrderElementsOf(PACKAGES);
    }

    @TestFactory
    Stream<DynamicTest> package_usesNoneAboveIt() {
        return IntStream.range(0, PACKAGES.size() - 1).mapToObj(i -> {
            String[] above = PACKAGES.subList(i + 1, PACKAGES.size()).toArray(String[]::new);
            return DynamicTest.dynamicTest(
                    PACKAGES.get(i),
                    () -> noClasses()
                            .that()
                            .resideInAPackage(PACKAGES.get(i))
                            .should()
                            .dependOnClassesThat()
                            .resideInAnyPackage(above)
                            .check(CLASSES));
        });
    }
}
