// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.testkit.text;

import dev.pekkosim.engine.Internal;
import java.util.Collection;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Which of several dotted names was meant by one that is none of them.
 *
 * @hidden
 */
@Internal
public final class Nearest {

    /** One character in so many may be wrong. */
    private static final int CHARACTERS_A_MISTAKE = 4;

    private Nearest() {}

    /**
     * The name that needs the fewest changes of a character; a right last part in another section
     * counts as one.
     *
     * @param written what was written
     * @param names what there is
     * @return empty if nothing is near
     */
    public static Optional<String> of(String written, Collection<String> names) {
        Optional<String> nearest = Optional.empty();
        int least = Math.max(2, last(written).length() / CHARACTERS_A_MISTAKE) + 1;
        for (String name : new TreeSet<>(names)) {
            int changes = Math.min(changes(written, name), 1 + changes(last(written), last(name)));
            if (changes < least) {
                least = changes;
                nearest = Optional.of(name);
            }
        }
        return nearest;
    }

    private static String last(String name) {
        return name.substring(name.lastIndexOf('.') + 1);
    }

    /** Levenshtein's distance, row by row. */
    private static int changes(String one, String other) {
        int[] above = new int[other.length() + 1];
        for (int j = 0; j < above.length; j++) {
            above[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int[] row = new int[above.length];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int replaced = above[j - 1] + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(replaced, 1 + Math.min(above[j], row[j - 1]));
            }
            above = row;
        }
        return above[other.length()];
    }
}
