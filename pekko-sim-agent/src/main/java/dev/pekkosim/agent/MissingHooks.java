// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.agent;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Collects what should have been rewritten and was not, as sentences. Safe for use by many threads.
 */
final class MissingHooks {

    /** With the release from which on a sentence matters. */
    private final Map<String, Release> sentences = new LinkedHashMap<>();

    synchronized void add(String sentence) {
        sentences.put(sentence, Release.FIRST);
    }

    /**
     * Adds a row without its place, unless runs can do without it: for points, see
     * {@link PointCheck}.
     */
    synchronized void add(MethodTarget row) {
        if (row.isRequired()) {
            sentences.put(row.missing(), row.since());
        }
    }

    /**
     * Lists what matters.
     *
     * @param running the release that is used
     */
    synchronized List<String> list(Release running) {
        List<String> list = new ArrayList<>();
        for (Map.Entry<String, Release> entry : sentences.entrySet()) {
            if (!running.isBefore(entry.getValue())) {
                list.add(entry.getKey());
            }
        }
        return list;
    }
}
