package dev.pekkosim.testkit.finds;

import dev.pekkosim.engine.Failure;
import dev.pekkosim.engine.Internal;
import dev.pekkosim.testkit.insight.ClusterInsight;
import java.util.Optional;

/**
 * A bug of Pekko that this project found, or a weakness that Pekko documents, described in {@code docs/bugs.md}. A failed run shows it only if the property that
 * fails is one that the bug breaks, and the cluster bears the marks of the bug's mechanism at that moment; a failure that
 * merely looks alike is not taken for it.
 *
 * @hidden
 */
@Internal
public sealed interface KnownFind
        permits LostJoin,
                ForgottenSelf,
                LostWatch,
                UndownedTwin,
                DeadLanes,
                QuarantinedNewcomer,
                UnsendableGossip,
                MuteNode,
                ConflictingDowning {

    /** Its id in {@code docs/bugs.md}: {@code PEKKO-1} for a bug, {@code CAVEAT-1} for a documented weakness. */
    String id();

    /** What it is, in a few words. */
    String title();

    /**
     * Looks for its marks. Called in the body of the run when a property fails, while the cluster is alive, or when a step has
     * failed the run, with the cluster as it was then; only looks, so it draws nothing and does not wait.
     *
     * @param cluster the cluster
     * @param failure why the run fails
     * @return what proves that this bug is behind the failure, or empty
     */
    Optional<String> evidence(ClusterInsight cluster, Failure failure);
}
