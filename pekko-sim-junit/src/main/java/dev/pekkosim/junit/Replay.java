// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.junit;

import dev.pekkosim.testkit.CampaignOptions;
import dev.pekkosim.testkit.SeedSequence;
import dev.pekkosim.testkit.campaign.GivenOption;
import dev.pekkosim.testkit.campaign.GivenSettings;
import dev.pekkosim.testkit.campaign.Option;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The commands that run one seed of a test method again.
 *
 * @param className the binary name of its class
 * @param methodName its name
 * @param settings the system properties that fix a run, too
 * @param chaos the chaos that was set from outside, if it was
 * @param module the folder in which tests are executed
 */
record Replay(
        String className,
        String methodName,
        Map<String, String> settings,
        Optional<String> chaos,
        Path module) {

    static Replay of(Class<?> type, Method method, CampaignOptions options) {
        return new Replay(
                type.getName(),
                method.getName(),
                GivenSettings.ofThisJvm(),
                options.fromOutside(Option.CHAOS).map(GivenOption::text),
                folderOfTests());
    }

    /** As Surefire says it; others execute tests there. */
    private static Path folderOfTests() {
        return Path.of(System.getProperty("basedir", "")).toAbsolutePath().normalize();
    }

    /** The test, by class and method. */
    String test() {
        return className + "#" + methodName;
    }

    /** The same with another chaos. */
    Replay with(Optional<String> otherChaos) {
        return new Replay(className, methodName, settings, otherChaos.or(() -> chaos), module);
    }

    /**
     * A command for each build tool whose files are there; for Maven and Gradle if none is, as in
     * an IDE that executes tests elsewhere.
     *
     * @param seed the seed
     */
    List<String> commands(long seed) {
        List<String> commands = new ArrayList<>();
        if (BuildTool.MAVEN.isIn(module)) {
            commands.add(maven(seed));
        }
        if (BuildTool.GRADLE.isIn(module) || BuildTool.GRADLE.rootAbove(module).isPresent()) {
            commands.add(gradle(seed));
        }
        if (BuildTool.SBT.isIn(module)) {
            commands.add(sbt(seed));
        }
        return commands.isEmpty() ? List.of(maven(seed), gradle(seed)) : commands;
    }

    /** Surefire hands on what is set with {@code -D}. */
    private String maven(long seed) {
        List<String> words = new ArrayList<>();
        words.add("mvn test");
        String simple = className.substring(className.lastIndexOf('.') + 1);
        words.add("-Dtest=" + quoted(simple + "#" + methodName));
        words.add("-D" + Option.SEED.key() + "=" + SeedSequence.format(seed));
        chaos.ifPresent(name -> words.add("-D" + Option.CHAOS.key() + "=" + quoted(name)));
        settings.forEach((name, value) -> words.add("-D" + name + "=" + quoted(value)));
        if (BuildTool.MAVEN.rootAbove(module).isPresent()) {
            words.add("-Dsurefire.failIfNoSpecifiedTests=false"); // the other modules have no such
        }
        return String.join(" ", words);
    }

    /** Gradle hands on the environment, and no {@code -D}. */
    private String gradle(long seed) {
        return environment(seed) + "./gradlew " + gradlePath() + "test --tests "
                + quoted(className + "." + methodName);
    }

    /** Other modules would fail, since they have no such test. */
    private String gradlePath() {
        return BuildTool.GRADLE
                .rootAbove(module)
                .map(root -> root.relativize(module).toString())
                .map(path -> ":" + path.replaceAll("[/\\\\]", ":") + ":")
                .orElse("");
    }

    /** It hands on the environment, too; what follows the class are names of methods to take. */
    private String sbt(long seed) {
        return environment(seed) + "sbt "
                + quoted("testOnly " + className + " -- --tests=.*#" + methodName + ".*");
    }

    private String environment(long seed) {
        return Option.SEED.variable() + "=" + SeedSequence.format(seed) + " "
                + chaos.map(name -> Option.CHAOS.variable() + "=" + quoted(name) + " ")
                        .orElse("");
    }

    /** As a shell needs it. */
    private static String quoted(String word) {
        return word.matches("[\\w.,:/=@%+#-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
