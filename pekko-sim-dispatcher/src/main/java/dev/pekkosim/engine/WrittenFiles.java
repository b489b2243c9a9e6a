package dev.pekkosim.engine;

import java.util.List;
import java.util.TreeSet;

/** The files that a run wrote, each once; the first {@value #MAX} in alphabetical order. */
final class WrittenFiles {

    static final int MAX = 100;

    private final TreeSet<WrittenFile> files = new TreeSet<>();

    void add(WrittenFile file) {
        files.add(file);
        if (files.size() > MAX) {
            files.pollLast();
        }
    }

    List<WrittenFile> list() {
        return List.copyOf(files);
    }
}
