// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.workloads.bank;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.BooleanSupplier;

/** One life of a client node, and what it has in flight. */
final class ClientLife {

    private final BooleanSupplier alive;
    private final Set<BankOperation> inFlight = new LinkedHashSet<>();

    ClientLife(BooleanSupplier alive) {
        this.alive = alive;
    }

    boolean isAlive() {
        return alive.getAsBoolean();
    }

    Set<BankOperation> inFlight() {
        return inFlight;
    }
}
