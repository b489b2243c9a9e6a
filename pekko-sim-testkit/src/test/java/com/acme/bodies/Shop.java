package com.acme.bodies;

import java.io.IOException;

/** An application that fails; a test asserts the lines. */
public final class Shop {

    private Shop() {}

    /** Fails without a key, with two causes. */
    public static void open(boolean hasKey) {
        if (hasKey) {
            return;
        }
        throw new IllegalStateException(
                "no key", new IllegalArgumentException("lost", new IOException("disk")));
    }
}
