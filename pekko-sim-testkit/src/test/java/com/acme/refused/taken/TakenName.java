package com.acme.refused.taken;

import dev.pekkosim.buggify.Buggify;

/** Has points that are called as those in Pekko are, and nothing else. */
public final class TakenName {

    private TakenName() {}

    /** Asks one that Pekko has not. */
    public static boolean drop() {
        return Buggify.buggify("pekko.cache.dropped");
    }

    /** Asks one that Pekko has, too. */
    public static boolean skip() {
        return Buggify.rarely("pekko.cluster.gossip-tick.skipped");
    }
}
