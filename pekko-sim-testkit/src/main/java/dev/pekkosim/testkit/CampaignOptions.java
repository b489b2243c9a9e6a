// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.testkit;

import dev.pekkosim.engine.Internal;
import dev.pekkosim.testkit.campaign.GivenOption;
import dev.pekkosim.testkit.campaign.Option;
import dev.pekkosim.testkit.campaign.OptionSource;
import dev.pekkosim.testkit.campaign.Shard;
import dev.pekkosim.testkit.cluster.SimSetupException;
import dev.pekkosim.testkit.finds.KnownFinds;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which seeds a campaign runs and when it ends, as a test, a main method and whoever starts them
 * can say it. What is set from outside wins over what the code says: first the system property,
 * such as {@code -Dpekko.sim.seed=0x2a}, then the variable of the environment, such as
 * {@code PEKKO_SIM_SEED=0x2a}. So one seed is replayed, or more of them run, without a change to
 * the code.
 *
 * <pre>{@code
 * Campaign campaign = SimClusterTestKit.campaign("counter")...build();
 * CampaignReport report = campaign.run(CampaignOptions.of().seeds(500).parallel(2));
 * System.out.println(campaign.text(report));
 * }</pre>
 *
 * @since 0.1.0
 */
public final class CampaignOptions {

    private static final Map<Option, String> DEFAULTS = Map.of(
            Option.SEEDS, "20",
            Option.CHAOS, "swarm",
            Option.PARALLEL, "1",
            Option.STOP_AFTER_FAILURES, "0",
            Option.UNTIL_SOMETIMES, "off",
            Option.UNTIL_STABLE, "0",
            Option.ALLOW_KNOWN_FINDS, "",
            Option.REPORT_DIR, "target/pekko-sim");

    /** Highest first. */
    private final List<OptionSource> sources;

    private final Map<Option, GivenOption> byCode;

    private CampaignOptions(List<OptionSource> sources, Map<Option, GivenOption> byCode) {
        this.sources = sources;
        this.byCode = byCode;
        requireValid();
    }

    /** 20 seeds one after another, unless system properties or the environment say otherwise. */
    public static CampaignOptions of() {
        return of(
                List.of(OptionSource.systemProperties(), OptionSource.environment(System::getenv)));
    }

    /**
     * Options that are set in given places.
     *
     * @param sources the places, highest first
     * @hidden
     */
    @Internal
    public static CampaignOptions of(List<OptionSource> sources) {
        return new CampaignOptions(List.copyOf(sources), Map.of());
    }

    // ---- what the code says

    /**
     * Runs one seed only.
     *
     * @param seed the seed
     */
    public CampaignOptions seed(long seed) {
        return with(Option.SEED, SeedSequence.format(seed));
    }

    /**
     * Runs the first seeds of {@link SeedSequence}.
     *
     * @param count how many at most, at least 1
     */
    public CampaignOptions seeds(int count) {
        return with(Option.SEEDS, Integer.toString(count));
    }

    /**
     * Ends as soon as all that must have happened in the campaign has: every {@code sometimes} has
     * held, and all that must be reached was.
     *
     * @param most how many seeds are run at most, at least 1
     */
    public CampaignOptions untilSometimesReached(int most) {
        return seeds(most).with(Option.UNTIL_SOMETIMES, "on");
    }

    /**
     * Ends as soon as so many runs in a row came to nothing that none before did: no property that
     * held or did not for the first time, no outcome, no buggify point, no kind of fault, no
     * signature of a violation.
     *
     * @param runs how many in a row, at least 1
     * @param most how many seeds are run at most, at least 1
     */
    public CampaignOptions untilCoverageStable(int runs, int most) {
        return seeds(most).with(Option.UNTIL_STABLE, Integer.toString(runs));
    }

    /**
     * Runs a part of the seeds only, as one of several JVMs that share the campaign. What never
     * happens in a part says nothing of the campaign, so that it fails no report.
     *
     * @param number which part, from 1
     * @param count how many parts there are
     */
    public CampaignOptions shard(int number, int count) {
        return with(Option.SHARD, number + "/" + count);
    }

    /**
     * Begins no run after a time.
     *
     * @param budget machine time since the first run began, positive
     */
    public CampaignOptions timeBudget(Duration budget) {
        return with(Option.TIME_BUDGET, budget.toNanos() + " ns");
    }

    /**
     * Begins no run after some have failed.
     *
     * @param failures how many, or 0 for however many
     */
    public CampaignOptions stopAfterFailures(int failures) {
        return with(Option.STOP_AFTER_FAILURES, Integer.toString(failures));
    }

    /**
     * Has several runs under way at once.
     *
     * @param count how many, at least 1
     */
    public CampaignOptions parallel(int count) {
        return with(Option.PARALLEL, Integer.toString(count));
    }

    /**
     * What {@link SimCluster#chaos()} lets loose.
     *
     * @param name of a chaos that ships, or names of fault families with commas between them
     */
    public CampaignOptions chaos(String name) {
        return with(Option.CHAOS, name);
    }

    /**
     * Accepts runs that failed by given known finds only.
     *
     * @param ids of {@code docs/bugs}, such as {@code PEKKO-3}
     */
    public CampaignOptions allowKnownFinds(Collection<String> ids) {
        return with(Option.ALLOW_KNOWN_FINDS, String.join(",", ids));
    }

    private CampaignOptions with(Option option, String text) {
        return with(new GivenOption(option, text, "code"));
    }

    /**
     * The same with one that is set lower than all others.
     *
     * @hidden
     */
    @Internal
    public CampaignOptions with(GivenOption given) {
        Map<Option, GivenOption> more = new EnumMap<>(Option.class);
        more.putAll(byCode);
        boolean isDefault = given.text().equals(DEFAULTS.get(given.option()));
        more.put(
                given.option(),
                isDefault ? new GivenOption(given.option(), given.text(), "") : given);
        return new CampaignOptions(sources, more);
    }

    // ---- what they are

    /** The one seed to run, if only one is. */
    public OptionalLong seed() {
        Optional<GivenOption> given = find(Option.SEED);
        return given.isEmpty()
                ? OptionalLong.empty()
                : OptionalLong.of(seedOf(given.orElseThrow()));
    }

    private static long seedOf(GivenOption given) {
        try {
            return SeedSequence.parse(given.text());
        } catch (SimSetupException e) {
            throw new SimSetupException(e.getMessage() + given.where());
        }
    }

    /**
     * How many seeds are run, at most: 1 if there is only one to run, those of the shard if not.
     */
    public int seeds() {
        int seeds = allSeeds();
        return shard().map(shard -> shard.size(seeds)).orElse(seeds);
    }

    /**
     * How many seeds the campaign has, all its shards together.
     *
     * @hidden
     */
    @Internal
    public int allSeeds() {
        int seeds = get(Option.SEEDS).count(1);
        return seed().isPresent() ? 1 : seeds;
    }

    /**
     * The part of the seeds that is run, unless it is one seed or all.
     *
     * @hidden
     */
    @Internal
    public Optional<Shard> shard() {
        return seed().isPresent() ? Optional.empty() : find(Option.SHARD).map(GivenOption::shard);
    }

    /**
     * Whether kept repros are run before the seeds: not before a single one, and of shards by the
     * first, so that each repro is run once.
     *
     * @hidden
     */
    @Internal
    public boolean isAfterRepros() {
        return seed().isEmpty() && shard().map(part -> part.number() == 1).orElse(true);
    }

    /**
     * The seed for an index.
     *
     * @param index from 0, among those that are run
     */
    public long seedAt(int index) {
        return seed().orElseGet(() ->
                SeedSequence.seed(shard().map(shard -> shard.indexOf(index)).orElse((long) index)));
    }

    /** What {@link SimCluster#chaos()} lets loose, if anybody said so. */
    Optional<Chaos> chaosIfSet() {
        GivenOption given = get(Option.CHAOS);
        return given.isDefault() ? Optional.empty() : Optional.of(chaosOf(given));
    }

    /**
     * What {@link SimCluster#chaos()} lets loose.
     *
     * @hidden
     */
    @Internal
    public Chaos chaos() {
        return chaosOf(get(Option.CHAOS));
    }

    private static Chaos chaosOf(GivenOption given) {
        try {
            return Chaos.named(given.text());
        } catch (SimSetupException e) {
            throw new SimSetupException(e.getMessage() + given.where());
        }
    }

    /** How many runs are under way at once. */
    public int parallel() {
        return get(Option.PARALLEL).count(1);
    }

    /** Machine time after which no run begins, if there is a bound. */
    public Optional<Duration> timeBudget() {
        return find(Option.TIME_BUDGET).map(GivenOption::duration);
    }

    /** After how many failed runs no more begins, or 0 for however many. */
    public int stopAfterFailures() {
        return get(Option.STOP_AFTER_FAILURES).count(0);
    }

    /** Whether no run begins once all that must have happened has. */
    public boolean isUntilSometimesReached() {
        return get(Option.UNTIL_SOMETIMES).flag();
    }

    /** After how many runs in a row that came to nothing new no more begins, or 0 for never. */
    public int untilStable() {
        return get(Option.UNTIL_STABLE).count(0);
    }

    /** The known finds that are accepted. */
    public Set<String> allowedFinds() {
        GivenOption given = get(Option.ALLOW_KNOWN_FINDS);
        try {
            return KnownFinds.requireAll(Set.copyOf(given.names()));
        } catch (SimSetupException e) {
            throw new SimSetupException(e.getMessage() + given.where());
        }
    }

    /** Where failing tests leave their repros. */
    public Path reportDir() {
        return get(Option.REPORT_DIR).path("folder");
    }

    /** The one repro to run, if only one is. */
    public Optional<Path> repro() {
        return find(Option.REPRO).map(given -> given.path("file"));
    }

    /**
     * What sets an option that was set from outside: not by the code and not by default.
     *
     * @hidden
     */
    @Internal
    public Optional<GivenOption> fromOutside(Option option) {
        for (OptionSource source : sources) {
            Optional<String> text = source.texts().apply(option);
            if (text.isPresent()) {
                return Optional.of(new GivenOption(
                        option, text.orElseThrow(), source.name().apply(option)));
            }
        }
        return Optional.empty();
    }

    private Optional<GivenOption> find(Option option) {
        return fromOutside(option)
                .or(() -> Optional.ofNullable(byCode.get(option)))
                .or(() -> Optional.ofNullable(DEFAULTS.get(option))
                        .map(text -> new GivenOption(option, text, "")));
    }

    private GivenOption get(Option option) {
        return find(option)
                .orElseThrow(() -> new IllegalStateException(option + " has no default"));
    }

    private void requireValid() {
        seed();
        seeds();
        chaos();
        parallel();
        timeBudget();
        stopAfterFailures();
        isUntilSometimesReached();
        untilStable();
        find(Option.SHARD).ifPresent(GivenOption::shard);
        allowedFinds();
        reportDir();
        if (repro().isPresent() && seed().isPresent()) {
            throw new SimSetupException("one of seed and repro must be set, but both are: "
                    + get(Option.SEED) + ", " + get(Option.REPRO));
        }
    }

    /** One line: what somebody set and where, then what is by default. */
    @Override
    public String toString() {
        List<GivenOption> all = new ArrayList<>();
        Arrays.stream(Option.values())
                .forEach(option ->
                        find(option).filter(given -> !given.text().isEmpty()).ifPresent(all::add));
        String set = joined(all, false);
        return (set.isEmpty() ? "" : set + "; ") + "by default: " + joined(all, true);
    }

    private static String joined(List<GivenOption> all, boolean byDefault) {
        return all.stream()
                .filter(given -> given.isDefault() == byDefault)
                .map(GivenOption::toString)
                .collect(Collectors.joining(", "));
    }
}
