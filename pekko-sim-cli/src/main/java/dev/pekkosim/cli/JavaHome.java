package dev.pekkosim.cli;

import dev.pekkosim.testkit.cluster.SimSetupException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A Java that another JVM is started with.
 *
 * @param folder its home
 * @param feature its version's first number, or 0 if it does not tell
 */
record JavaHome(Path folder, int feature) {

    private static final int OLDEST = 17;

    private static final Pattern VERSION = Pattern.compile("JAVA_VERSION=\"(\\d+).*");

    /** The Java of this JVM. */
    static JavaHome own() {
        return new JavaHome(
                Path.of(System.getProperty("java.home")), Runtime.version().feature());
    }

    /**
     * A Java that was named on the command line, checked.
     *
     * @param name the folder
     */
    static JavaHome at(String name) {
        Path folder;
        try {
            folder = Path.of(name).toAbsolutePath().normalize();
        } catch (InvalidPathException e) {
            throw new SimSetupException(
                    "--java must name the home of a JDK, but is '" + name + "'");
        }
        JavaHome home = new JavaHome(folder, featureOf(folder));
        if (!Files.isExecutable(home.launcher())) {
            throw new SimSetupException(
                    "--java must name the home of a JDK, but " + folder + " has no bin/java");
        }
        if (home.feature() > 0 && home.feature() < OLDEST) {
            throw new SimSetupException("--java must name a JDK " + OLDEST + " or newer, but "
                    + folder + " is Java " + home.feature());
        }
        return home;
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
    Path launcher() {
        return folder.resolve("bin").resolve("java");
    }

    /** Options that only some versions know. */
    List<String> options() {
        return feature >= 23 ? List.of("--sun-misc-unsafe-memory-access=allow") : List.of();
    }
}
