// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.testkit.finds;

import dev.pekkosim.engine.Failure;
import dev.pekkosim.engine.Internal;
import dev.pekkosim.testkit.insight.ClusterInsight;
import java.util.Optional;

/**
 * A bug of Pekko that this project found, or a weakness that Pekko documents, described in
 * {@code docs/bugs.md}.
 *
 * <p>It is asked about each violation of a run by itself, and the run counts as its only if every
 * violation has a find. It answers only if its mechanism explains all that failed there, by
 * evidence that this run gave; a failure that merely looks alike, or beside which something else is
 * wrong, is not taken for it. Whose property failed makes no difference, so it looks behind
 * checkers, properties and assertions of a team's own, too; but then the run must show the link:
 *
 * <ul>
 *   <li>What keeps nodes out of the cluster explains that it does not converge. It explains
 *       something else only if no fault goes on any more, regions or asks are pending, and all of
 *       them are pending on those nodes.
 *   <li>What makes actors wait in vain explains what names the actor that is waited for, and what
 *       is pending if all of it hangs on that wait: a region on its coordinator, an actor that
 *       holds messages back on one above it.
 *   <li>What lets an entity live twice explains what names such an entity, and no other of its
 *       type.
 *   <li>Two clusters that each serve explain nothing but that they do not become one.
 * </ul>
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
                SecondHome,
                ConflictingDowning {

    /**
     * Its id in {@code docs/bugs.md}: {@code PEKKO-1} for a bug, {@code CAVEAT-1} for a documented
     * weakness.
     */
    String id();

    /** What it is, in a few words. */
    String title();

    /**
     * Looks for its marks. Called in the body of the run when a property fails, while the cluster
     * is alive, or when a step has failed the run, with the cluster as it was then; only looks, so
     * it draws nothing and does not wait.
     *
     * @param cluster the cluster
     * @param failure why the run fails
     * @return what proves that this bug is behind the failure, or empty
     */
    Optional<String> evidence(ClusterInsight cluster, Failure failure);
}
