package dev.pekkosim.agent;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Collects what should have been rewritten and was not, as sentences. Safe for use by many threads. */
final class MissingHooks {

    /** With the release from which on a sentence matters. */
    private final Map<String, Release> sentences = new LinkedHashMap<>();

    /** The same, of what runs can do without. */
    private final Map<String, Release> points = new LinkedHashMap<>();

    synchronized void add(String sentence) {
        sentences.put(sentence, Release.FIRST);
    }

    synchronized void add(MethodTarget row) {
        (row.isRequired() ? sentences : points).put(row.missing(), row.since());
    }

    /**
     * Lists what matters.
     *
     * @param running the release that is used
     */
    synchronized List<String> list(Release running) {
        return list(sentences, running);
    }

    /** As {@link #list}, of the points that are not there. */
    synchronized List<String> listPoints(Release running) {
        return list(points, running);
    }

    private static List<String> list(Map<String, Release> from, Release running) {
        List<String> list = new ArrayList<>();
        for (Map.Entry<String, Release> entry : from.entrySet()) {
            if (!running.isBefore(entry.getValue())) {
                list.add(entry.getKey());
            }
        }
        return list;
    }
}
