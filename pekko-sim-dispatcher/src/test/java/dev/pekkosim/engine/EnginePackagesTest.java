package dev.pekkosim.engine;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import dev.pekkosim.engine.decision.DecisionStream;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The arrows within this module: a file knows only what is below it. */
class EnginePackagesTest {

    private static final String VALUES = "dev.pekkosim.engine";

    /** From the lowest to the highest; each may use those before it, and none after. */
    private static final List<String> PACKAGES = List.of(
            VALUES,
            "dev.pekkosim.engine.decision",
            "dev.pekkosim.engine.time",
            "dev.pekkosim.engine.end",
            "dev.pekkosim.engine.step",
            "dev.pekkosim.engine.point",
            "dev.pekkosim.engine.carrier",
            "dev.pekkosim.engine.run",
            "dev.pekkosim.dispatcher");

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.pekkosim.engine", "dev.pekkosim.dispatcher");

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
                            .dependOnClassesThat(resideInAnyPackage(above))
                            .check(CLASSES));
        });
    }

    @Test
    void everyPackage_hasItsPlaceAmongThem() {
        classes().should().resideInAnyPackage(PACKAGES.toArray(String[]::new)).check(CLASSES);
    }

    @Test
    void files_formNoCircle() {
        slices().assignedFrom(new Files()).should().beFreeOfCycles().check(CLASSES);
    }

    /** What a user names is in the lowest package, and what a workload draws from. */
    @Test
    void publicTypes_outsideTheValues_areInternal() {
        classes()
                .that()
                .resideOutsideOfPackage(VALUES)
                .and()
                .arePublic()
                .and()
                .areTopLevelClasses()
                .and(isNot(DecisionStream.class))
                .should()
                .beAnnotatedWith(Internal.class)
                .check(CLASSES);
    }

    private static DescribedPredicate<JavaClass> isNot(Class<?> type) {
        return describe("are not " + type.getSimpleName(), found -> !found.isEquivalentTo(type));
    }

    /** Each file is a slice: its class, and those within. */
    private static final class Files implements SliceAssignment {

        @Override
        public SliceIdentifier getIdentifierOf(JavaClass type) {
            JavaClass outer = type;
            while (outer.getEnclosingClass().isPresent()) {
                outer = outer.getEnclosingClass().get();
            }
            return SliceIdentifier.of(outer.getName());
        }

        @Override
        public String getDescription() {
            return "files";
        }
    }
}
