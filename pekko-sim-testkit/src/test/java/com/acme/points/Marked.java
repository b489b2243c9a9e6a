package com.acme.points;

import dev.pekkosim.buggify.Buggify;
import dev.pekkosim.buggify.Property;
import dev.pekkosim.buggify.Ratio;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** An application's code with points and properties. */
public final class Marked {

    private static final Ratio ALWAYS = new Ratio(1, 1);

    private Marked() {}

    /** Asks a point with the usual chance. */
    public static boolean usual() {
        return Buggify.buggify("marked.usual");
    }

    /** Asks a point that fires whenever it is active. */
    public static boolean certain() {
        return Buggify.buggify(ALWAYS, "marked.certain");
    }

    /** Asks a point without a name. */
    public static boolean unnamed() {
        return Buggify.buggify();
    }

    /** Asks a rare point. */
    public static boolean rare() {
        return Buggify.rarely("marked.rare");
    }

    /** A setting. */
    public static int knob() {
        return Buggify.knob(500, 1, 1_000, "marked.knob");
    }

    /** A delay of up to a second. */
    public static Duration delay() {
        return Buggify.delay(Duration.ofSeconds(1), "marked.delay");
    }

    /** One of three. */
    public static String choice() {
        return Buggify.choice(List.of("a", "b", "c"), "marked.choice");
    }

    /** States all sorts of properties. */
    public static void state(int balance, boolean late, Map<String, Boolean> conditions) {
        Property.always(balance >= 0, "the balance is not negative", "balance", balance);
        Property.sometimes(late, "a transfer is late");
        Property.alwaysLessThan(balance, 1_000, "the balance is small");
        Property.sometimesEach(balance % 3, "each remainder occurs");
        Property.sometimesAll(conditions, "all conditions hold at once");
    }

    /** Promises something. */
    public static void promise(Duration within, java.util.function.BooleanSupplier condition) {
        Property.eventually(within, condition, "it is done in time", "what", "it");
    }

    /** Tells that it is ready, and of an order. */
    public static void tell(int order) {
        Property.setupComplete("orders", 1);
        Property.event("an order comes", "order", order);
    }

    /** Never called. */
    public static void never() {
        Property.reachable("never is called");
        Buggify.buggify("marked.never");
    }
}
