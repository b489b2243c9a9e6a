package dev.pekkosim.buggify;

import dev.pekkosim.buggify.spi.Assertion;
import dev.pekkosim.buggify.spi.Details;

/** Something that is told of every evaluation in production. What it throws goes no further. */
interface PropertyOutput {

    void evaluated(Assertion assertion);

    default void setupComplete(Details details) {}

    default void event(String name, Details details) {}
}
