package com.acme.points;

import dev.pekkosim.buggify.Buggify;
import dev.pekkosim.buggify.Property;

/** One message for two kinds of property; a test asserts the lines. */
public final class Conflicts {

    private Conflicts() {}

    /** Says one thing in three ways, and another in one. */
    public static void state(boolean flag) {
        Property.always(flag, "conflict"); // 13
        Property.sometimes(flag, "conflict");
        Property.unreachable("conflict");
        Property.sometimes(flag, "no conflict"); // 16
        Property.sometimes(flag, "no conflict");
        Property.event("no conflict");
        Buggify.buggify("no conflict");
    }

    /** Two kinds of point with one name. */
    public static boolean fires() {
        return Buggify.buggify("a point") || Buggify.rarely("a point"); // 24
    }
}
