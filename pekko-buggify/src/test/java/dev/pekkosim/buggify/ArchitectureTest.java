package dev.pekkosim.buggify;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleDescriptor.Exports;
import java.lang.module.ModuleDescriptor.Requires;
import java.lang.module.ModuleFinder;
import java.net.URISyntaxException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** What production gets with this module: nothing else. */
class ArchitectureTest {

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.pekkosim.buggify");

    @Test
    void module_requiresTheJdkAlone() throws URISyntaxException {
        Path classes = Path.of(Buggify.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        ModuleDescriptor module = ModuleFinder.of(classes)
                .find("dev.pekkosim.buggify")
                .orElseThrow()
                .descriptor();
        assertThat(module.requires())
                .filteredOn(requires -> !requires.modifiers().contains(Requires.Modifier.STATIC))
                .extracting(Requires::name)
                .containsExactly("java.base");
        assertThat(module.exports())
                .extracting(Exports::source)
                .containsExactlyInAnyOrder("dev.pekkosim.buggify", "dev.pekkosim.buggify.spi");
    }

    @Test
    void classes_useTheJdkAlone() {
        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "java..", "dev.pekkosim.buggify..", "org.jspecify.annotations..")
                .check(CLASSES);
    }

    /** The simulator brings its own way to the writer. */
    @Test
    void spi_doesNotUseTheEntryMethods() {
        noClasses()
                .that()
                .resideInAPackage("dev.pekkosim.buggify.spi")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.pekkosim.buggify")
                .check(CLASSES);
    }
}
