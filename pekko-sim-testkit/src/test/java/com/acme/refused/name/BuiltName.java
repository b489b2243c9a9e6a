package com.acme.refused.name;

import dev.pekkosim.buggify.Buggify;

/** Has a point whose name is no constant, and nothing else. */
public final class BuiltName {

    private BuiltName() {}

    /** Asks it. */
    public static boolean flush(int account) {
        return Buggify.buggify("flush-" + account);
    }
}
