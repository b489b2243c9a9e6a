package dev.pekkosim.samples;

import dev.pekkosim.buggify.Property;
import dev.pekkosim.junit.Seed;
import dev.pekkosim.junit.SimTest;

/** What must happen in its runs does not. */
public class NeverSample {

    @SimTest(nodes = 1, clients = 0, seeds = 20)
    void neverHappens(Seed seed) {
        Property.sometimes(seed.value() == 0, "the seed is 0");
    }
}
