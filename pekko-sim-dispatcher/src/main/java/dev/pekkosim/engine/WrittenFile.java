// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.engine;

import java.util.Comparator;

/**
 * A file that simulated code wrote, created or deleted. It is on the machine's disk, which no run
 * owns: a later run sees what an earlier one wrote.
 *
 * @param className the class that did
 * @param path absolute
 * @since 0.1.0
 */
public record WrittenFile(String className, String path) implements Comparable<WrittenFile> {

    private static final Comparator<WrittenFile> ORDER =
            Comparator.comparing(WrittenFile::className).thenComparing(WrittenFile::path);

    @Override
    public int compareTo(WrittenFile other) {
        return ORDER.compare(this, other);
    }

    /** For reports, such as {@code com.acme.Dump -> /tmp/x}. */
    @Override
    public String toString() {
        return className + " -> " + path;
    }
}
