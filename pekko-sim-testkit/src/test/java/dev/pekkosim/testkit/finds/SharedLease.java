package dev.pekkosim.testkit.finds;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.apache.pekko.actor.ExtendedActorSystem;
import org.apache.pekko.coordination.lease.LeaseSettings;
import org.apache.pekko.coordination.lease.javadsl.Lease;
import org.jspecify.annotations.Nullable;

/** A lease that all nodes of a run can reach: whoever asks first has it until it is released. */
public final class SharedLease extends Lease {

    /** Settings with which the resolver decides by it. */
    static final String MAJORITY = """
            pekko.cluster.split-brain-resolver.active-strategy = lease-majority
            pekko.cluster.split-brain-resolver.lease-majority.lease-implementation = "shared-lease"
            shared-lease.lease-class = "%s"
            """.formatted(SharedLease.class.getName());

    private static @Nullable String owner;

    private final LeaseSettings settings;

    /** Called by Pekko. */
    public SharedLease(LeaseSettings settings, ExtendedActorSystem unused) {
        this.settings = settings;
    }

    /** Nobody has it any more. */
    static void reset() {
        owner = null;
    }

    @Override
    public LeaseSettings getSettings() {
        return settings;
    }

    @Override
    public CompletionStage<Boolean> acquire() {
        if (owner == null) {
            owner = settings.ownerName();
        }
        return CompletableFuture.completedFuture(checkLease());
    }

    @Override
    public CompletionStage<Boolean> acquire(Consumer<Optional<Throwable>> lost) {
        return acquire();
    }

    @Override
    public CompletionStage<Boolean> release() {
        if (checkLease()) {
            owner = null;
        }
        return CompletableFuture.completedFuture(true);
    }

    @Override
    public boolean checkLease() {
        return settings.ownerName().equals(owner);
    }
}
