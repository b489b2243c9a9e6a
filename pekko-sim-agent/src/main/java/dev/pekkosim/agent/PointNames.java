// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.agent;

import dev.pekkosim.agent.hook.Place;
import java.util.HashMap;
import java.util.Map;

/**
 * Names the points of one class that have no name. Who goes through the class file from its
 * beginning to its end, and asks once for each, always gets the same names: a second point in a
 * line is {@code com.acme.Foo.flush:42#2}.
 */
final class PointNames {

    private final String className;
    private final Map<String, Integer> counts = new HashMap<>();

    PointNames(String internalName) {
        className = internalName.replace('/', '.');
    }

    /**
     * Names the next point.
     *
     * @param method as it is called in the class file
     * @param line of the source, 0 if it is not known
     */
    String next(String method, int line) {
        String place = Place.name(className, method, line);
        Integer before = counts.get(place);
        int count = before == null ? 1 : before + 1;
        counts.put(place, count);
        return count == 1 ? place : place + "#" + count;
    }
}
