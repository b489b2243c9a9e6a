// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.testkit.finds;

import dev.pekkosim.engine.Failure;
import dev.pekkosim.engine.Internal;
import dev.pekkosim.testkit.cluster.SimSetupException;
import dev.pekkosim.testkit.insight.ClusterInsight;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The known finds.
 *
 * @hidden
 */
@Internal
public final class KnownFinds {

    /** All of them, by their id. */
    public static final List<KnownFind> ALL = List.of(
            new LostJoin(),
            new ForgottenSelf(),
            new LostWatch(),
            new UndownedTwin(),
            new DeadLanes(),
            new QuarantinedNewcomer(),
            new UnsendableGossip(),
            new MuteNode(),
            new SecondHome(),
            new ConflictingDowning());

    private KnownFinds() {}

    /**
     * The finds of given ids.
     *
     * @param ids such as {@code PEKKO-3}
     * @throws SimSetupException if there is no find of one of them
     */
    public static Set<String> requireAll(Collection<String> ids) {
        List<String> known = ALL.stream().map(KnownFind::id).toList();
        for (String id : ids) {
            if (!known.contains(id)) {
                throw new SimSetupException("there is no known find '" + id
                        + "'; the known finds are " + String.join(", ", known));
            }
        }
        return Set.copyOf(ids);
    }

    /**
     * Finds the known find that is behind a failure.
     *
     * @param cluster the cluster, alive
     * @param failure why the run fails
     */
    public static Optional<KnownFindMatch> recognise(ClusterInsight cluster, Failure failure) {
        for (KnownFind find : ALL) {
            Optional<String> evidence = find.evidence(cluster, failure);
            if (evidence.isPresent()) {
                return Optional.of(
                        new KnownFindMatch(find.id(), find.title(), evidence.orElseThrow()));
            }
        }
        return Optional.empty();
    }
}
