// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.junit;

import dev.pekkosim.testkit.Campaign;
import dev.pekkosim.testkit.CampaignOptions;
import dev.pekkosim.testkit.KeptRepro;
import dev.pekkosim.testkit.cluster.SimSetupException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.platform.commons.support.HierarchyTraversalMode;
import org.junit.platform.commons.support.ReflectionSupport;

/**
 * The repros of a test method.
 *
 * @param kept those that are run before any seed
 * @param areAll whether no seed is run after them
 * @param campaign what their seeds mean, without a chaos that was set from outside
 */
record Repros(List<KeptRepro> kept, boolean areAll, Campaign campaign) {

    /**
     * Finds them.
     *
     * @param loader sees the resources of the tests
     * @param test the class and the method
     * @param options may name one
     * @param campaign what their seeds mean
     * @throws SimSetupException if one is none, or is of no test that there is
     */
    static Repros of(ClassLoader loader, String test, CampaignOptions options, Campaign campaign) {
        if (options.seed().isPresent()) {
            return new Repros(List.of(), false, campaign);
        }
        Optional<Path> named = options.repro();
        if (named.isPresent()) {
            KeptRepro one = KeptRepro.at(named.orElseThrow());
            if (one.repro().test().equals(test)) {
                return new Repros(List.of(one), true, campaign);
            }
        }
        KeptRepro.tests(loader).forEach(kept -> requireTest(loader, kept));
        return new Repros(
                options.isAfterRepros() ? KeptRepro.of(loader, test) : List.of(), false, campaign);
    }

    /** Otherwise nobody would notice that it is never run. */
    private static void requireTest(ClassLoader loader, KeptRepro.KeptTest kept) {
        int hash = kept.test().indexOf('#');
        if (hash >= 0
                && !isThere(
                        loader, kept.test().substring(0, hash), kept.test().substring(hash + 1))) {
            throw new SimSetupException("repro " + kept.file() + " must be of a test that there is,"
                    + " but is of " + kept.test() + "; write the test's new name into it, or delete"
                    + " it");
        }
    }

    private static boolean isThere(ClassLoader loader, String className, String method) {
        return ReflectionSupport.tryToLoadClass(className, loader)
                .toOptional()
                .filter(type -> !ReflectionSupport.findMethods(
                                type,
                                one -> one.getName().equals(method),
                                HierarchyTraversalMode.TOP_DOWN)
                        .isEmpty())
                .isPresent();
    }
}
