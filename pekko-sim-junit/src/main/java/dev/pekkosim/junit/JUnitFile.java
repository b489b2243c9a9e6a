// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.junit;

import dev.pekkosim.testkit.campaign.OptionNames;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** The file in which a team gives JUnit configuration parameters. */
final class JUnitFile {

    private static final String NAME = "junit-platform.properties";

    private JUnitFile() {}

    /**
     * Requires that it has no key below {@code pekko.sim} that nothing reads. JUnit itself tells an
     * extension only of keys that it asks for.
     *
     * @param loader of the tests
     */
    static void requireOptions(ClassLoader loader) {
        Properties properties = new Properties();
        try (InputStream file = loader.getResourceAsStream(NAME)) {
            if (file == null) {
                return;
            }
            properties.load(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        OptionNames.requireKeys(properties.stringPropertyNames(), NAME);
    }
}
