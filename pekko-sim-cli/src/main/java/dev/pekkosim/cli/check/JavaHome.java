// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.cli.check;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A Java that another JVM is started with.
 *
 * @param folder its home
 * @param feature its version's first number, or 0 if it does not tell
 */
public record JavaHome(Path folder, int feature) {

    private static final int OLDEST = 17;

    private static final Pattern VERSION = Pattern.compile("JAVA_VERSION=\"(\\d+).*");

    /** The Java of this JVM. */
    public static JavaHome own() {
        return new JavaHome(
                Path.of(System.getProperty("java.home")), Runtime.version().feature());
    }

    /**
     * A Java that was named on the command line, and in which nothing is wrong.
     *
     * @param name the folder
     */
    public static JavaHome at(String name) {
        Path folder = Path.of(name).toAbsolutePath().normalize();
        return new JavaHome(folder, featureOf(folder));
    }

    /**
     * What is wrong with a folder as the home of a JDK.
     *
     * @param option what it is the value of
     * @param name the folder
     */
    static Optional<String> problem(String option, String name) {
        String rule = option + " must name the home of a JDK, but ";
        JavaHome home;
        try {
            home = at(name);
        } catch (InvalidPathException e) {
            return Optional.of(rule + "is '" + name + "'");
        }
        if (!Files.isExecutable(home.launcher())) {
            return Optional.of(rule + home.folder() + " has no bin/java");
        }
        return home.feature() > 0 && home.feature() < OLDEST
                ? Optional.of(option + " must name a JDK " + OLDEST + " or newer, but "
                        + home.folder() + " is Java " + home.feature())
                : Optional.empty();
    }

    private static int featureOf(Path folder) {
        try {
            return Files.readAllLines(folder.resolve("release")).stream()
                    .map(VERSION::matcher)
                    .filter(Matcher::matches)
                    .mapToInt(found -> Integer.parseInt(found.group(1)))
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            return 0;
        }
    }

    /** The file that is executed. */
    public Path launcher() {
        return folder.resolve("bin").resolve("java");
    }

    /** Options that only some versions know. */
    public List<String> options() {
        return feature >= 23 ? List.of("--sun-misc-unsafe-memory-access=allow") : List.of();
    }
}
