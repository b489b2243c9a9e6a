// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.engine.carrier;

import dev.pekkosim.engine.Internal;

/**
 * Unwinds the stack of a carrier that was blocked when the run ended. It is a
 * {@link VirtualMachineError}, because that is what neither Scala's {@code NonFatal} nor careful
 * Java code catches.
 *
 * @hidden
 */
@Internal
public final class CarrierStopped extends VirtualMachineError {

    private static final long serialVersionUID = 1L;

    CarrierStopped() {
        super("the simulated run is over");
    }

    @Override
    public Throwable fillInStackTrace() {
        return this;
    }
}
