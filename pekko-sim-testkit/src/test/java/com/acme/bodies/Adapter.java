package com.acme.bodies;

import dev.pekkosim.testkit.Body;
import dev.pekkosim.testkit.SimCluster;
import java.util.function.Consumer;

/** Makes bodies of what is none; a stack has its frame below that of what failed. */
public final class Adapter {

    private Adapter() {}

    /** A body that does what it is given. */
    public static Body of(Consumer<SimCluster> what) {
        return cluster -> what.accept(cluster);
    }
}
