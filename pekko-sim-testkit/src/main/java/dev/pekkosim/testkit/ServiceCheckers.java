// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.testkit;

import dev.pekkosim.testkit.cluster.SimSetupException;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;

/** The checkers that jars bring, as a service of Java. */
final class ServiceCheckers {

    private ServiceCheckers() {}

    /**
     * Those that the context class loader sees, in the order of the class path.
     *
     * @throws SimSetupException if one of them cannot be made
     */
    static List<Checker> onClassPath() {
        List<Checker> checkers = new ArrayList<>();
        try {
            ServiceLoader.load(Checker.class).forEach(checkers::add);
        } catch (ServiceConfigurationError e) {
            throw new SimSetupException("a checker that the class path names cannot be made: "
                    + e.getMessage() + "; name a public class with a public constructor without"
                    + " parameters in META-INF/services/" + Checker.class.getName());
        }
        return List.copyOf(checkers);
    }
}
