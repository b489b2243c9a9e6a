// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.engine.carrier;

import dev.pekkosim.engine.Internal;
import dev.pekkosim.engine.WrittenFile;
import java.util.List;
import java.util.TreeSet;

/**
 * The files that a run wrote, each once; the first {@value #MAX} in alphabetical order.
 *
 * @hidden
 */
@Internal
public final class WrittenFiles {

    static final int MAX = 100;

    private final TreeSet<WrittenFile> files = new TreeSet<>();

    /** Creates those of a run, which are none. */
    public WrittenFiles() {}

    void add(WrittenFile file) {
        files.add(file);
        if (files.size() > MAX) {
            files.pollLast();
        }
    }

    /** All of them, sorted. */
    public List<WrittenFile> list() {
        return List.copyOf(files);
    }
}
