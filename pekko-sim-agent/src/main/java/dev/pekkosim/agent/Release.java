// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.agent;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A release of Pekko, as far as hooks differ between releases.
 *
 * @param major the first number of the version
 * @param minor the second
 */
record Release(int major, int minor) {

    /** Before all that there are. */
    static final Release FIRST = new Release(0, 0);

    /** After all that there are; stands for a Pekko that does not tell its version. */
    static final Release UNKNOWN = new Release(Integer.MAX_VALUE, 0);

    private static final Pattern VERSION = Pattern.compile("(\\d{1,9})\\.(\\d{1,9})\\b.*");

    /**
     * Reads a version.
     *
     * @param version such as {@code 1.7.0}, or {@code 1.8.0-M1+12-4cfa}
     */
    static Release of(String version) {
        Matcher matcher = VERSION.matcher(version);
        return matcher.matches()
                ? new Release(
                        Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)))
                : UNKNOWN;
    }

    /**
     * Asks Pekko for its version.
     *
     * @param pekko sees Pekko's classes
     */
    static Release running(ClassLoader pekko) {
        try {
            Class<?> version = Class.forName("org.apache.pekko.Version", true, pekko);
            return of((String) version.getMethod("current").invoke(null));
        } catch (ReflectiveOperationException e) {
            return UNKNOWN;
        }
    }

    boolean isBefore(Release other) {
        return major < other.major || (major == other.major && minor < other.minor);
    }
}
