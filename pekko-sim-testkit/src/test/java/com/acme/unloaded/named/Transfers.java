package com.acme.unloaded.named;

import dev.pekkosim.buggify.Buggify;
import dev.pekkosim.buggify.Property;

/** Is on the class path, and never loaded. */
public final class Transfers {

    private Transfers() {}

    /** Is never called. */
    public static void transfer(boolean late) {
        Property.sometimes(late, "an unloaded transfer is late"); // 13
        Property.reachable("an unloaded transfer is reached"); // 14
        Buggify.buggify("unloaded.transfer"); // 15
    }
}
