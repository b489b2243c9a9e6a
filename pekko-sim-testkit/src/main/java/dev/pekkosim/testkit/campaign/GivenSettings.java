// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.testkit.campaign;

import dev.pekkosim.engine.Internal;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The system properties of a JVM that Pekko or the simulator reads, so that they fix what a seed
 * means, too. {@link Option}s are none of them.
 *
 * @hidden
 */
@Internal
public final class GivenSettings {

    private static final String PEKKO = "pekko.";

    private GivenSettings() {}

    /** Those of this JVM, by key. */
    public static Map<String, String> ofThisJvm() {
        Map<String, String> settings = new TreeMap<>();
        for (String name : System.getProperties().stringPropertyNames()) {
            String value = System.getProperty(name);
            if (name.startsWith(PEKKO) && value != null && Option.of(name).isEmpty()) {
                settings.put(name, value);
            }
        }
        return settings;
    }

    /** As options of java; {@code nothing} if there are none. */
    public static String text(Map<String, String> settings) {
        return settings.isEmpty()
                ? "nothing"
                : settings.entrySet().stream()
                        .map(setting -> "-D" + setting.getKey() + "=" + setting.getValue())
                        .collect(Collectors.joining(" "));
    }
}
