package com.acme.refused;

import dev.pekkosim.buggify.Property;

/** States a property whose message is no constant. */
public final class BuiltMessage {

    private BuiltMessage() {}

    /** States it. */
    public static void state(int account) {
        Property.always(true, "account " + account + " is open");
    }
}
