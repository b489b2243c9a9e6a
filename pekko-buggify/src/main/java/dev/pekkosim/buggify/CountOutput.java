// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.buggify;

import dev.pekkosim.buggify.spi.Assertion;
import dev.pekkosim.buggify.spi.PropertyOutput;

/** Counts. */
record CountOutput(Outcomes outcomes) implements PropertyOutput {

    @Override
    public void evaluated(Assertion assertion) {
        outcomes.count(assertion.message(), assertion.condition());
    }
}
