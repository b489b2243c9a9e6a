// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.junit;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What executes tests, by the files that it needs in a project. */
enum BuildTool {
    /** Maven. */
    MAVEN,
    /** Gradle, in a module and at the root of several. */
    GRADLE,
    /** sbt. */
    SBT;

    private List<String> files() {
        return switch (this) {
            case MAVEN -> List.of("pom.xml");
            case GRADLE ->
                List.of(
                        "build.gradle",
                        "build.gradle.kts",
                        "settings.gradle",
                        "settings.gradle.kts");
            case SBT -> List.of("build.sbt");
        };
    }

    /** Whether it can execute what is in a folder. */
    boolean isIn(Path folder) {
        return files().stream().anyMatch(file -> Files.isRegularFile(folder.resolve(file)));
    }

    /**
     * The root of the project of which a folder is a module: the outermost one above it for this
     * tool.
     *
     * @param module the folder of a module
     * @return empty if it is no module of another project
     */
    Optional<Path> rootAbove(Path module) {
        Optional<Path> root = Optional.empty();
        for (Path above = module.getParent(); above != null; above = above.getParent()) {
            if (isIn(above)) {
                root = Optional.of(above);
            }
        }
        return root;
    }
}
