package dev.pekkosim.cli;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.properties.HasAnnotations;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The arrows between the modules and the packages, which point one way only. */
class ArchitectureTest {

    private static final String HOOK = "dev.pekkosim.agent.hook..";

    private static final String[] PEKKO = {"org.apache.pekko..", "scala..", "com.typesafe.."};

    private static final String[] DETERMINISTIC = {
        "dev.pekkosim.engine..",
        "dev.pekkosim.dispatcher..",
        "dev.pekkosim.transport..",
        "dev.pekkosim.persistence..",
        "dev.pekkosim.testkit.."
    };

    /** The modules from the lowest to the highest; each may use those before it, and none after. */
    private static final List<Layer> LAYERS = List.of(
            new Layer("buggify", "dev.pekkosim.buggify.."),
            new Layer("agent", "dev.pekkosim.agent.."),
            new Layer("dispatcher", "dev.pekkosim.engine..", "dev.pekkosim.dispatcher.."),
            new Layer("transport", "dev.pekkosim.transport.."),
            new Layer("persistence", "dev.pekkosim.persistence.."),
            new Layer("testkit", "dev.pekkosim.testkit.."),
            new Layer("junit", "dev.pekkosim.junit.."),
            new Layer("workloads", "dev.pekkosim.workloads.."),
            new Layer("finds", "dev.pekkosim.finds.."),
            new Layer("cli", "dev.pekkosim.cli.."));

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(ArchitectureTest::isNotShaded)
            .importPackages("dev.pekkosim");

    @Test
    void import_findsEveryModule() {
        for (Layer layer : LAYERS) {
            assertThat(CLASSES.stream().anyMatch(layer.contains()))
                    .as("a class of %s was imported", layer.name())
                    .isTrue();
        }
    }

    @TestFactory
    Stream<DynamicTest> module_usesNoneAboveIt() {
        return IntStream.range(0, LAYERS.size() - 1).mapToObj(i -> {
            Layer layer = LAYERS.get(i);
            String[] above = LAYERS.subList(i + 1, LAYERS.size()).stream()
                    .flatMap(higher -> higher.packages().stream())
                    .toArray(String[]::new);
            return rule(
                    layer.name(),
                    noClasses()
                            .that(layer.contains())
                            .should()
                            .dependOnClassesThat(resideInAnyPackage(above)));
        });
    }

    @Test
    void everyClass_belongsToAModule() {
        String[] all =
                LAYERS.stream().flatMap(layer -> layer.packages().stream()).toArray(String[]::new);
        classes().should().resideInAnyPackage(all).check(CLASSES);
    }

    /** They show finds in Pekko alone, in a JVM without any other jar of ours. */
    @Test
    void finds_useNothingOfOurs() {
        noClasses()
                .that()
                .resideInAPackage("dev.pekkosim.finds..")
                .should()
                .dependOnClassesThat(oursExcept("dev.pekkosim.finds.."))
                .check(CLASSES);
    }

    @Test
    void engine_knowsNoPekko() {
        noClasses()
                .that()
                .resideInAPackage("dev.pekkosim.engine..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(PEKKO)
                .check(CLASSES);
    }

    @Test
    void engine_usesOfOursOnlyTheHooksAndProperties() {
        noClasses()
                .that()
                .resideInAPackage("dev.pekkosim.engine..")
                .should()
                .dependOnClassesThat(
                        oursExcept("dev.pekkosim.engine..", HOOK, "dev.pekkosim.buggify.."))
                .check(CLASSES);
    }

    @Test
    void networkModel_knowsNoPekko() {
        noClasses()
                .that()
                .resideInAPackage("dev.pekkosim.transport.net..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(PEKKO)
                .check(CLASSES);
    }

    @Test
    void networkModel_doesNotUseTheTransport() {
        noClasses()
                .that()
                .resideInAPackage("dev.pekkosim.transport.net..")
                .should()
                .dependOnClassesThat(resideInAPackage("dev.pekkosim.transport..")
                        .and(not(resideInAPackage("dev.pekkosim.transport.net.."))))
                .check(CLASSES);
    }

    /** The hooks are seen by rewritten classes of every loader, so they must need nothing else. */
    @Test
    void hooks_needOnlyTheJdk() {
        classes()
                .that()
                .resideInAPackage(HOOK)
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("java..", HOOK, "org.jspecify.annotations..")
                .check(CLASSES);
        noClasses()
                .that()
                .resideInAPackage(HOOK)
                .and()
                .doNotHaveSimpleName("package-info")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.jspecify..")
                .check(CLASSES);
    }

    /** The launcher compiles it by itself, before anything else is built. */
    @Test
    void commandLineCheck_needsOnlyTheJdk() {
        classes()
                .that()
                .resideInAPackage("dev.pekkosim.cli.check..")
                .and()
                .doNotHaveSimpleName("package-info")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("java..", "dev.pekkosim.cli.check..")
                .check(CLASSES);
    }

    @Test
    void agent_isUsedByTestkitAndCliOnly() {
        noClasses()
                .that()
                .resideOutsideOfPackages(
                        "dev.pekkosim.agent..", "dev.pekkosim.testkit..", "dev.pekkosim.cli..")
                .should()
                .dependOnClassesThat(
                        resideInAPackage("dev.pekkosim.agent..").and(not(resideInAPackage(HOOK))))
                .check(CLASSES);
    }

    /** Overrides are fine: what must not steer a run is the identity hash of the JVM. */
    @Test
    void deterministicModules_callNoIdentityHash() {
        noClasses()
                .that()
                .resideInAnyPackage(DETERMINISTIC)
                .should()
                .accessTargetWhere(
                        describe("resolves to Object.hashCode()", ArchitectureTest::isIdentityHash))
                .check(CLASSES);
    }

    @Test
    void packages_formNoCycle() {
        slices().matching("dev.pekkosim.(*)..").should().beFreeOfCycles().check(CLASSES);
    }

    private static DynamicTest rule(String name, ArchRule rule) {
        return DynamicTest.dynamicTest(name, () -> rule.check(CLASSES));
    }

    private static boolean isIdentityHash(JavaAccess<?> access) {
        return access.getTarget() instanceof CodeUnitAccessTarget target
                && target.getName().equals("hashCode")
                && target.getRawParameterTypes().isEmpty()
                && target.resolveMember()
                        .map(member -> member.getOwner().isEquivalentTo(Object.class))
                        .orElse(true)
                && !isSuppressed(access.getOrigin())
                && !isSuppressed(access.getOriginOwner());
    }

    private static boolean isSuppressed(HasAnnotations<?> origin) {
        return origin.getAnnotations().stream()
                .anyMatch(annotation ->
                        annotation.getRawType().getSimpleName().equals("SuppressForbidden"));
    }

    private static DescribedPredicate<JavaClass> oursExcept(String... packages) {
        return resideInAPackage("dev.pekkosim..").and(not(resideInAnyPackage(packages)));
    }

    private static boolean isNotShaded(Location location) {
        return !location.contains("/agent/shaded/");
    }

    private record Layer(String name, List<String> packages) {
        Layer(String name, String... packages) {
            this(name, List.of(packages));
        }

        DescribedPredicate<JavaClass> contains() {
            return resideInAnyPackage(packages.toArray(String[]::new));
        }
    }
}
