package com.acme.points;

import dev.pekkosim.buggify.Buggify;
import dev.pekkosim.buggify.Property;

/** Is loaded before the agent, in a JVM of its own. */
public final class Early {

    private Early() {}

    /** A point. */
    public static boolean fires() {
        return Buggify.buggify("early");
    }

    /** A property; a test asserts its line. */
    public static void state() {
        Property.sometimes(true, "too"); // 18
    }
}
