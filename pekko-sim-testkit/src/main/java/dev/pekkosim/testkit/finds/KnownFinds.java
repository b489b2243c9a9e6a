package dev.pekkosim.testkit.finds;

import dev.pekkosim.engine.Failure;
import dev.pekkosim.engine.Internal;
import dev.pekkosim.testkit.insight.ClusterInsight;
import java.util.List;
import java.util.Optional;

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
            new ConflictingDowning());

    private KnownFinds() {}

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
