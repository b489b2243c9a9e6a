// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.testkit.faults;

import dev.pekkosim.engine.Internal;
import dev.pekkosim.testkit.spi.FaultFamily;
import dev.pekkosim.testkit.spi.Intensity;

/**
 * A fault family that is on in a run.
 *
 * @param family the family
 * @param intensity how often it strikes
 * @hidden
 */
@Internal
public record DrawnFamily(FaultFamily family, Intensity intensity) {

    @Override
    public String toString() {
        return intensity == Intensity.NORMAL
                ? family.name()
                : family.name() + " (" + intensity.text() + ")";
    }
}
