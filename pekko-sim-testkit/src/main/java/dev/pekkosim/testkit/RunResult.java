package dev.pekkosim.testkit;

import dev.pekkosim.engine.Failure;
import dev.pekkosim.engine.PointCount;
import dev.pekkosim.engine.PropertyCount;
import dev.pekkosim.engine.WrittenFile;
import dev.pekkosim.testkit.cluster.Fault;
import dev.pekkosim.testkit.finds.KnownFindMatch;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one run came to.
 *
 * @param seed the seed
 * @param hash the run's hash: two runs of one seed must have the same
 * @param steps how many steps ran
 * @param virtualNanos virtual time that passed
 * @param wallNanos machine time that passed
 * @param frames how many frames the wire delivered
 * @param drawn what the run drew and others have otherwise: settings and the families of its chaos, a line each
 * @param faults what was applied, oldest first
 * @param silentFamilies the fault families that were on and applied nothing
 * @param operations how the workloads' operations ended
 * @param pending what the nodes had not come to an end with when the body of the run failed, as of {@link
 *     SimCluster#pendingWork()}
 * @param points what became of the buggify points that were reached
 * @param properties what became of the properties that were stated
 * @param failure why it failed, or null if it passed
 * @param knownFind the bug of Pekko behind the failure if it is a known one, otherwise null
 * @param writtenFiles the files that the application wrote, sorted; at most 100
 */
public record RunResult(
        long seed,
        long hash,
        long steps,
        long virtualNanos,
        long wallNanos,
        long frames,
        List<String> drawn,
        List<Fault> faults,
        List<String> silentFamilies,
        OperationCounts operations,
        List<String> pending,
        List<PointCount> points,
        List<PropertyCount> properties,
        @Nullable Failure failure,
        @Nullable KnownFindMatch knownFind,
        List<WrittenFile> writtenFiles) {

    /** Copies the lists. */
    public RunResult {
        drawn = List.copyOf(drawn);
        silentFamilies = List.copyOf(silentFamilies);
        pending = List.copyOf(pending);
        points = List.copyOf(points);
        properties = List.copyOf(properties);
        faults = List.copyOf(faults);
        writtenFiles = List.copyOf(writtenFiles);
    }

    /** The same run, but for the reason why it failed. */
    RunResult failed(Failure reason) {
        return new RunResult(
                seed,
                hash,
                steps,
                virtualNanos,
                wallNanos,
                frames,
                drawn,
                faults,
                silentFamilies,
                operations,
                pending,
                points,
                properties,
                reason,
                null,
                writtenFiles);
    }

    /** Whether nothing failed. */
    public boolean passed() {
        return failure == null;
    }

    /** Whether it failed because of a bug of Pekko that is known. */
    public boolean isKnownFind() {
        return knownFind != null;
    }
}
