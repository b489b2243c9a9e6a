package dev.pekkosim.samples;

import dev.pekkosim.buggify.Property;
import dev.pekkosim.junit.SimTest;

/** Two tests of one package with {@link NeverSample}, each of which states something. */
public class SometimesSample {

    @SimTest(nodes = 1, clients = 0, seeds = 20)
    void happens() {
        Property.sometimes(true, "it happens");
    }

    @SimTest(nodes = 1, clients = 0, seeds = 20)
    void alsoHappens() {
        Property.sometimes(true, "it happens, too");
    }
}
