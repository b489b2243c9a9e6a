// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.agent;

import org.jspecify.annotations.Nullable;

/** A method of which one overload gets the hook. */
abstract class OverloadTarget extends MethodTarget {

    private final String descriptor;

    /**
     * Creates a target.
     *
     * @param treatment what it belongs to, null if nothing can be simulated without it
     * @param jar the artifact that holds the class, for the report
     * @param owner internal name of the class
     * @param method name of the method
     * @param descriptor the overload's descriptor
     */
    OverloadTarget(
            @Nullable Treatment treatment,
            String jar,
            String owner,
            String method,
            String descriptor) {
        super(treatment, jar, owner, method);
        this.descriptor = descriptor;
    }

    @Override
    final boolean matches(String name, String descriptor) {
        return super.matches(name, descriptor) && this.descriptor.equals(descriptor);
    }

    @Override
    final String expected() {
        return "overload with the descriptor " + descriptor;
    }
}
