package dev.pekkosim.agent;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Collects what should have been rewritten and was not, as sentences. Safe for use by many threads. */
final class MissingHooks {

    private final Set<String> sentences = new LinkedHashSet<>();

    synchronized void add(String sentence) {
        sentences.add(sentence);
    }

    synchronized List<String> list() {
        return new ArrayList<>(sentences);
    }
}
