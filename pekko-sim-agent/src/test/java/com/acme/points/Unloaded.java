package com.acme.points;

import dev.pekkosim.buggify.Property;

/** Is never loaded. */
public final class Unloaded {

    static {
        Loaded.unloaded = true;
    }

    private Unloaded() {}

    /** States something. */
    public static void state() {
        Property.reachable("never loaded"); // 16
    }

    /** Whether the class was. */
    public static final class Loaded {

        /** Set by it. */
        public static volatile boolean unloaded;

        private Loaded() {}
    }
}
