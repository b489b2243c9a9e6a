// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.junit;

import dev.pekkosim.testkit.CampaignOptions;
import dev.pekkosim.testkit.SeedSequence;
import dev.pekkosim.testkit.campaign.GivenOption;
import dev.pekkosim.testkit.campaign.GivenSettings;
import dev.pekkosim.testkit.campaign.Option;
import java.lang.reflect.Method;
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
 */
record Replay(
        String className, String methodName, Map<String, String> settings, Optional<String> chaos) {

    static Replay of(Class<?> type, Method method, CampaignOptions options) {
        return new Replay(
                type.getName(),
                method.getName(),
                GivenSettings.ofThisJvm(),
                options.fromOutside(Option.CHAOS).map(GivenOption::text));
    }

    /** The test, by class and method. */
    String test() {
        return className + "#" + methodName;
    }

    /** The same with another chaos. */
    Replay with(Optional<String> otherChaos) {
        return new Replay(className, methodName, settings, otherChaos.or(() -> chaos));
    }

    /**
     * A command for each build tool.
     *
     * @param seed the seed
     */
    List<String> commands(long seed) {
        return List.of(maven(seed), gradle(seed));
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
        return String.join(" ", words);
    }

    /** Gradle hands on the environment, and no {@code -D}. */
    private String gradle(long seed) {
        return Option.SEED.variable() + "=" + SeedSequence.format(seed) + " "
                + chaos.map(name -> Option.CHAOS.variable() + "=" + quoted(name) + " ")
                        .orElse("")
                + "./gradlew test --tests " + quoted(className + "." + methodName);
    }

    /** As a shell needs it. */
    private static String quoted(String word) {
        return word.matches("[\\w.,:/=@%+#-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
