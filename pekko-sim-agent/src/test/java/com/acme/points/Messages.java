package com.acme.points;

import dev.pekkosim.buggify.Buggify;
import dev.pekkosim.buggify.Property;
import java.util.function.Consumer;

/** Messages: constants, however they come, and some that are none; a test asserts the lines. */
public final class Messages {

    private static final String PREFIX = "folded ";
    private static final String CONSTANT = PREFIX + "constant";
    private static final String COMPUTED = String.valueOf("computed".length());

    private Messages() {}

    /** What is known. */
    public static void known(boolean flag, int number) {
        Property.always(flag, "folded " + "here"); // 18
        Property.always(flag, CONSTANT);
        Property.sometimes(flag, flag ? "one way" : "the other");
        String local = "local";
        Property.sometimes(flag, local); // 22
        String either;
        if (flag) {
            either = "first";
        } else {
            either = number > 1 ? "second" : "third";
        }
        Property.sometimes(flag, either, "number", "number is " + number); // 29
        Object cast = "cast";
        Property.reachable((String) cast); // 31
        for (int i = 0; i < number; i++) {
            Property.sometimes(flag, local, "key " + i, Messages.COMPUTED); // 33
        }
    }

    /** What is not. */
    public static void unknown(boolean flag, String message) {
        Property.always(flag, message); // 39
        Property.always(flag, COMPUTED);
        Property.sometimes(flag, flag ? "constant" : message);
        Property.sometimes(flag, "a" + message);
        Buggify.buggify(message);
        Buggify.knob(5, 1, 10, COMPUTED);
        Property.event(message);
        Consumer<String> reference = Property::reachable; // 46
        reference.accept("known only there");
        String grown = "grown";
        for (int i = 0; i < 2; i++) {
            Property.reachable(grown, "i", i); // 50
            grown += "!";
        }
        Property.reachable(" "); // 53
    }
}
