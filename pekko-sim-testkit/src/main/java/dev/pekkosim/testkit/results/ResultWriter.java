// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.testkit.results;

import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigValueFactory;
import dev.pekkosim.engine.ClosestPair;
import dev.pekkosim.engine.Failure;
import dev.pekkosim.engine.LastStep;
import dev.pekkosim.engine.WrittenFile;
import dev.pekkosim.testkit.CampaignReport;
import dev.pekkosim.testkit.OperationCounts;
import dev.pekkosim.testkit.RunResult;
import dev.pekkosim.testkit.SeedSequence;
import dev.pekkosim.testkit.Violation;
import dev.pekkosim.testkit.campaign.PointSummary;
import dev.pekkosim.testkit.campaign.PropertySummary;
import dev.pekkosim.testkit.campaign.Shard;
import dev.pekkosim.testkit.cluster.Fault;
import dev.pekkosim.testkit.cluster.ReplacedSetting;
import dev.pekkosim.testkit.finds.KnownFindMatch;
import dev.pekkosim.testkit.text.PlainText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A campaign's results as one JSON object, which {@code docs/reference/json.md} describes. Seeds
 * and hashes are strings, since JSON's numbers are not 64 bits.
 */
final class ResultWriter {

    private static final ConfigRenderOptions JSON = ConfigRenderOptions.defaults()
            .setJson(true)
            .setOriginComments(false)
            .setComments(false);

    private ResultWriter() {}

    /** All of the results, as one object. */
    static String json(CampaignResults results) {
        CampaignHead head = results.head();
        CampaignReport report = results.report();
        CampaignOutcome outcome = results.outcome();
        Map<String, @Nullable Object> root = head(head);
        root.put("interrupted", results.isInterrupted());
        root.put("wallNanos", report.wallNanos());
        root.put("passed", report.passed());
        root.put("knownFinds", report.knownFinds().size());
        root.put("failed", report.failures().size());
        root.put("findCounts", report.findCounts());
        root.put(
                "acceptedFinds",
                report.knownFinds().size() - report.unacceptedFinds().size());
        root.put("signatures", signatures(report));
        root.put("contractRuns", outcome.contractRuns());
        root.put("unmet", outcome.unmet());
        root.put("unreachedPoints", outcome.unreachedPoints());
        root.put("points", outcome.points().stream().map(ResultWriter::point).toList());
        root.put("missingPoints", head.missingPoints());
        root.put(
                "properties",
                outcome.properties().stream()
                        .map(property ->
                                property(property, outcome.required().contains(property.message())))
                        .toList());
        root.put(
                "replacedSettings",
                outcome.replacedSettings().stream()
                        .map(ResultWriter::replacedSetting)
                        .toList());
        root.put(
                "runs",
                report.runs().stream()
                        .map(run -> run(run, results.commands(run)))
                        .toList());
        return ConfigValueFactory.fromAnyRef(kept(root)).render(JSON).strip();
    }

    private static Map<String, @Nullable Object> head(CampaignHead head) {
        Map<String, @Nullable Object> root = new LinkedHashMap<>();
        root.put("campaign", head.campaign());
        root.put("parameters", head.parameters());
        root.put("seeds", head.seeds());
        root.put("shard", head.shard().map(Shard::toString).orElse(null));
        root.put("settings", head.settings());
        root.put(
                "versions",
                Map.of(
                        "pekkoSim", head.versions().pekkoSim(),
                        "pekko", head.versions().pekko(),
                        "java", head.versions().java()));
        return root;
    }

    /** The same with no text in it of which a file would become too long. */
    private static @Nullable Object kept(@Nullable Object value) {
        if (value instanceof String text) {
            return PlainText.kept(text);
        }
        if (value instanceof List<?> list) {
            List<@Nullable Object> kept = new ArrayList<>();
            list.forEach(each -> kept.add(kept(each)));
            return kept;
        }
        if (value instanceof Map<?, ?> map) {
            Map<Object, @Nullable Object> kept = new LinkedHashMap<>();
            map.forEach((key, each) -> kept.put(key, kept(each)));
            return kept;
        }
        return value;
    }

    private static Map<String, Object> replacedSetting(ReplacedSetting setting) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("key", setting.key());
        json.put("yours", setting.yours());
        json.put("ours", setting.ours());
        json.put("why", setting.why());
        return json;
    }

    private static Map<String, Object> point(PointSummary point) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", point.name());
        json.put("rare", point.rare());
        json.put("places", point.places());
        json.put("activeRuns", point.activeRuns());
        json.put("reachedRuns", point.reachedRuns());
        json.put("reached", point.reached());
        json.put("fired", point.fired());
        return json;
    }

    private static Map<String, @Nullable Object> property(
            PropertySummary property, boolean required) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("message", property.message());
        json.put("kind", property.kind());
        json.put("required", required);
        json.put("places", property.places());
        json.put("runs", property.runs());
        json.put("passes", property.passes());
        json.put("failures", property.failures());
        ClosestPair closest = property.closest();
        json.put("closest", closest == null ? null : closest.toString());
        json.put(
                "nearness",
                closest == null || Double.isInfinite(closest.nearness())
                        ? null
                        : closest.nearness());
        json.put("outcomes", property.outcomes());
        return json;
    }

    private static Map<String, @Nullable Object> run(RunResult result, ReplayCommands commands) {
        Map<String, @Nullable Object> run = new LinkedHashMap<>();
        run.put("seed", SeedSequence.format(result.seed()));
        run.put("result", resultOf(result));
        run.put("exitCode", ExitCode.of(result));
        run.put("hash", SeedSequence.format(result.hash()));
        run.put("steps", result.steps());
        run.put("virtualNanos", result.virtualNanos());
        run.put("wallNanos", result.wallNanos());
        run.put("frames", result.extent().frames());
        run.put("drawn", result.disturbance().drawn());
        run.put("silentFamilies", result.disturbance().silentFamilies());
        run.put("faults", result.faults().stream().map(ResultWriter::fault).toList());
        run.put("operations", operations(result.operations()));
        run.put("pending", result.pending());
        run.put(
                "lastSteps",
                result.lastSteps().stream().map(ResultWriter::lastStep).toList());
        run.put("replay", commands.replay());
        run.put("verify", commands.verify().orElse(null));
        run.put(
                "writtenFiles",
                result.writtenFiles().stream().map(WrittenFile::toString).toList());
        run.put(
                "violations",
                result.violations().stream().map(ResultWriter::violation).toList());
        return run;
    }

    private static String resultOf(RunResult result) {
        return result.status().name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static Map<String, Object> knownFind(KnownFindMatch find) {
        return Map.of("id", find.id(), "title", find.title(), "evidence", find.evidence());
    }

    private static Map<String, Object> fault(Fault fault) {
        return Map.of(
                "virtualNanos", fault.virtualNanos(),
                "kind", fault.kind(),
                "description", fault.description());
    }

    private static Map<String, Object> lastStep(LastStep step) {
        return Map.of(
                "step", step.step(),
                "virtualNanos", step.virtualNanos(),
                "node", step.node(),
                "work", step.work(),
                "message", step.message());
    }

    private static Map<String, Object> operations(OperationCounts counts) {
        return Map.of("ok", counts.ok(), "failed", counts.failed(), "unknown", counts.unknown());
    }

    private static Map<String, @Nullable Object> violation(Violation violation) {
        Failure failure = violation.failure();
        KnownFindMatch find = violation.find();
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("kind", failure.kind().name().toLowerCase(Locale.ROOT).replace('_', '-'));
        json.put("property", failure.property());
        json.put("subject", violation.signature().subject());
        json.put("message", failure.message());
        json.put("step", failure.step());
        json.put("virtualNanos", failure.virtualNanos());
        json.put("node", violation.node());
        json.put("times", violation.times());
        json.put("knownFind", find == null ? null : knownFind(find));
        return json;
    }

    private static List<Map<String, Object>> signatures(CampaignReport report) {
        List<Map<String, Object>> groups = new ArrayList<>();
        report.failuresBySignature()
                .forEach((signature, runs) -> groups.add(Map.of(
                        "property", signature.property(),
                        "subject", signature.subject(),
                        "seeds",
                                runs.stream()
                                        .map(run -> SeedSequence.format(run.seed()))
                                        .toList())));
        return groups;
    }
}
