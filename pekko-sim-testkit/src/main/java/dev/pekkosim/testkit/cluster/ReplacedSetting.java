// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.testkit.cluster;

/**
 * A setting that the application has made otherwise than Pekko, and that a simulated cluster
 * replaces.
 *
 * @param key the key
 * @param yours what the application has
 * @param ours what it is in a run; words where it is not the same on all nodes
 * @param why why it has to be replaced, a sentence
 * @since 0.1.0
 */
public record ReplacedSetting(String key, String yours, String ours, String why) {

    @Override
    public String toString() {
        return key + ": yours " + yours + ", ours " + ours + " (" + why + ")";
    }
}
