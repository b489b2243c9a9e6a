// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.agent.hook;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The static initialisers that are under way on one carrier. Such code works once per JVM, in
 * whichever run comes first; so what it draws must be no part of that run, or the first run would
 * differ from the same run later.
 *
 * <p>They are counted where they begin and end, since to look at the stack takes the longer the
 * deeper it is.
 */
final class Initialisers {

    private String[] classNames = new String[8];
    private int depth;

    void begin(String className) {
        if (depth == classNames.length) {
            classNames = Arrays.copyOf(classNames, 2 * depth);
        }
        classNames[depth++] = className;
    }

    /**
     * Ends one, and those within it whose end was not told, as when the stack had no room for that.
     */
    void end(String className) {
        int at = depth - 1;
        while (at >= 0 && !classNames[at].equals(className)) {
            at--;
        }
        if (at >= 0) {
            depth = at;
        }
    }

    /** The name of the class that is initialised, the innermost one; null if none is. */
    @Nullable
    String current() {
        return depth == 0 ? null : classNames[depth - 1];
    }
}
