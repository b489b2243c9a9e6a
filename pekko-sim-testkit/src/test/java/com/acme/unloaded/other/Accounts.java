package com.acme.unloaded.other;

import dev.pekkosim.buggify.Buggify;
import dev.pekkosim.buggify.Property;

/** Is on the class path, and never loaded. */
public final class Accounts {

    private Accounts() {}

    /** Is never called. */
    public static void open() {
        Property.reachable("an unloaded account is opened"); // 13
        Buggify.buggify("unloaded.account"); // 14
    }
}
