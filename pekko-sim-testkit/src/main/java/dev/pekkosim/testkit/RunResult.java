// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.testkit;

import dev.pekkosim.engine.Failure;
import dev.pekkosim.engine.LastStep;
import dev.pekkosim.engine.PointCount;
import dev.pekkosim.engine.PropertyCount;
import dev.pekkosim.engine.WrittenFile;
import dev.pekkosim.testkit.cluster.Fault;
import dev.pekkosim.testkit.finds.KnownFindMatch;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What one run came to.
 *
 * @param seed the seed
 * @param hash the run's hash: two runs of one seed must have the same
 * @param status whether it passed, and if not, whether that is known and accepted
 * @param extent how long it was
 * @param disturbance what it drew and what was done to the cluster
 * @param operations how the workloads' operations ended
 * @param counts what became of properties and points
 * @param violations what did not hold, each signature once, in the order in which they were
 *     noticed; empty if it passed
 * @param pending what the nodes had not come to an end with at the first violation, as of
 *     {@link SimCluster#pendingWork()}
 * @param lastSteps the last steps of the nodes before the first violation, oldest first; at most
 *     16, and most of them of the application. Left out is how streams work within
 * @param writtenFiles the files that the application wrote, sorted; at most 100
 * @since 0.1.0
 */
public record RunResult(
        long seed,
        long hash,
        Status status,
        Extent extent,
        Disturbance disturbance,
        OperationCounts operations,
        Counts counts,
        List<Violation> violations,
        List<String> pending,
        List<LastStep> lastSteps,
        List<WrittenFile> writtenFiles) {

    /** Whether a run passed, and if not, whether that is known and accepted. */
    public enum Status {
        /** Nothing was violated. */
        PASSED,
        /** Something was violated that no known find explains. */
        FAILED,
        /** All that was violated is explained by known finds, of which not all are accepted. */
        KNOWN_FIND,
        /** All that was violated is explained by known finds that the campaign accepts. */
        ACCEPTED_FIND
    }

    /**
     * How long a run was.
     *
     * @param steps how many steps ran
     * @param virtualNanos virtual time that passed
     * @param wallNanos machine time that passed
     * @param frames how many frames the wire delivered
     */
    public record Extent(long steps, long virtualNanos, long wallNanos, long frames) {}

    /**
     * What a run drew and what was done to its cluster.
     *
     * @param drawn what the run drew and others have otherwise: settings and the families of its
     *     chaos, a line each
     * @param faults what was applied, oldest first
     * @param silentFamilies the fault families that were on and applied nothing
     */
    public record Disturbance(List<String> drawn, List<Fault> faults, List<String> silentFamilies) {

        /** Nothing at all. */
        public static final Disturbance NONE = new Disturbance(List.of(), List.of(), List.of());

        /** Copies the lists. */
        public Disturbance {
            drawn = List.copyOf(drawn);
            faults = List.copyOf(faults);
            silentFamilies = List.copyOf(silentFamilies);
        }
    }

    /**
     * What became of properties and points in a run.
     *
     * @param points the buggify points that were reached
     * @param properties the properties that were stated
     */
    public record Counts(List<PointCount> points, List<PropertyCount> properties) {

        /** None were reached. */
        public static final Counts NONE = new Counts(List.of(), List.of());

        /** Copies the lists. */
        public Counts {
            points = List.copyOf(points);
            properties = List.copyOf(properties);
        }
    }

    /** Copies the lists. */
    public RunResult {
        violations = List.copyOf(violations);
        pending = List.copyOf(pending);
        lastSteps = List.copyOf(lastSteps);
        writtenFiles = List.copyOf(writtenFiles);
    }

    /**
     * The same run, but it failed for another reason, which leaves nothing else that could be
     * trusted.
     */
    RunResult failed(Failure reason) {
        return new RunResult(
                seed,
                hash,
                Status.FAILED,
                extent,
                disturbance,
                operations,
                counts,
                List.of(Violation.of(reason, null, null)),
                pending,
                lastSteps,
                writtenFiles);
    }

    /** Whether nothing was violated. */
    public boolean passed() {
        return status == Status.PASSED;
    }

    /** Whether it fails its campaign: something was violated that is not accepted. */
    public boolean failsCampaign() {
        return status == Status.FAILED || status == Status.KNOWN_FIND;
    }

    /** Whether all that was violated is explained by known finds, accepted or not. */
    public boolean isKnownFind() {
        return status == Status.KNOWN_FIND || status == Status.ACCEPTED_FIND;
    }

    /** What was violated first, or null if the run passed. */
    public @Nullable Failure failure() {
        return violations.isEmpty() ? null : violations.get(0).failure();
    }

    /**
     * The known finds that explain all that was violated, each once; empty if anything is left
     * unexplained.
     */
    public List<KnownFindMatch> knownFinds() {
        return isKnownFind()
                ? violations.stream()
                        .map(Violation::find)
                        .filter(Objects::nonNull)
                        .distinct()
                        .toList()
                : List.of();
    }

    /** How many steps ran. */
    public long steps() {
        return extent.steps();
    }

    /** Virtual time that passed. */
    public long virtualNanos() {
        return extent.virtualNanos();
    }

    /** Machine time that passed. */
    public long wallNanos() {
        return extent.wallNanos();
    }

    /** What was applied, oldest first. */
    public List<Fault> faults() {
        return disturbance.faults();
    }

    /** What became of the buggify points that were reached. */
    public List<PointCount> points() {
        return counts.points();
    }

    /** What became of the properties that were stated. */
    public List<PropertyCount> properties() {
        return counts.properties();
    }

    /**
     * The readable report: why it failed, what was done to it, what was pending, and how to see it
     * again.
     */
    public String report() {
        return FailureText.PLAIN.report(this);
    }
}
