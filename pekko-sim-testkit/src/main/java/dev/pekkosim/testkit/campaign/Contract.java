// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.testkit.campaign;

import dev.pekkosim.agent.SimAgent;
import dev.pekkosim.agent.hook.Catalogue;
import dev.pekkosim.buggify.spi.AssertionKind;
import dev.pekkosim.engine.Internal;
import dev.pekkosim.testkit.cluster.SimSetupException;
import dev.pekkosim.testkit.faults.Faults;
import dev.pekkosim.testkit.text.Units;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What must have happened in a campaign, besides that no run failed: what must be reached was, and
 * what must hold at some time did. The catalogue of the agent tells of properties that no run
 * stated, be their classes loaded or not.
 *
 * @param minRuns from how many runs on it is required; 0 for never
 * @param packages the packages whose properties and points count; if empty, those of which at least
 *     one was reached
 * @param classPath whether all packages on the class path count if {@code packages} is empty
 * @param body where the body stands, so that what another test states does not count
 * @hidden
 */
@Internal
public record Contract(
        int minRuns, List<String> packages, boolean classPath, Optional<BodyPlace> body) {

    /** The method of {@code Buggify} that marks a rare point. */
    private static final String RARE_POINT = "rarely";

    /** Checks the settings. */
    public Contract {
        if (minRuns < 0) {
            throw new IllegalArgumentException(
                    "pekko.sim.contract.min-runs must not be negative, but is " + minRuns);
        }
        if (packages.contains("")) {
            throw new IllegalArgumentException(
                    "pekko.sim.contract.packages must name packages, but has"
                            + " an empty name; pekko.sim.contract.class-path = on is for all packages");
        }
        packages = List.copyOf(packages);
    }

    /** The same for the campaign of a body. */
    public Contract of(BodyPlace place) {
        return new Contract(minRuns, packages, classPath, Optional.of(place));
    }

    /**
     * Enters the classes that count into the catalogue, which otherwise has those that were loaded.
     *
     * @param application the class loader that sees the application
     * @throws SimSetupException if there is none, or the class path cannot be read
     */
    public void catalogue(ClassLoader application) {
        if (packages.isEmpty() && !classPath) {
            return;
        }
        int classes;
        try {
            classes = SimAgent.catalogue(application, packages.toArray(new String[0]));
        } catch (UncheckedIOException | IllegalStateException e) {
            throw new SimSetupException(
                    "what pekko.sim.contract asks for cannot be looked for: " + e.getMessage());
        }
        if (classes == 0) {
            throw new SimSetupException("pekko.sim.contract.packages is " + packages
                    + ", but the class path has no class of any of them");
        }
    }

    /** What became of all properties that count, stated or not, in the order of their messages. */
    public List<PropertySummary> properties(Reached reached) {
        Map<String, PropertySummary> all = new TreeMap<>();
        catalogued(Catalogue.PROPERTY, reached)
                .forEach((message, entries) -> all.put(
                        message,
                        new PropertySummary(
                                message,
                                entries.get(0).kind(),
                                places(entries),
                                0,
                                0,
                                0,
                                null,
                                List.of())));
        for (PropertySummary stated : reached.properties()) {
            all.merge(stated.message(), stated, PropertySummary::plus);
        }
        return List.copyOf(all.values());
    }

    /**
     * What became of all points that count and of all in Pekko, reached or not, in the order of
     * their names.
     */
    public List<PointSummary> points(Reached reached) {
        Map<String, PointSummary> all = new TreeMap<>();
        for (String name : Faults.pointNames()) {
            all.put(name, new PointSummary(name, false, List.of(), 0, 0, 0, 0));
        }
        catalogued(Catalogue.BUGGIFY, reached).forEach((name, entries) -> {
            boolean rare = entries.stream().anyMatch(entry -> entry.kind().equals(RARE_POINT));
            all.put(name, new PointSummary(name, rare, places(entries), 0, 0, 0, 0));
        });
        for (PointSummary point : reached.points()) {
            all.merge(point.name(), point, PointSummary::plus);
        }
        return List.copyOf(all.values());
    }

    /**
     * The points of the application that count and that no run reached: names with their places.
     */
    public List<String> unreachedPoints(Reached reached) {
        return unreached(points(reached));
    }

    /** What is missed, a sentence each; empty if there were too few runs to say. */
    public List<String> unmet(Reached reached) {
        return minRuns == 0 || reached.runs() < minRuns ? List.of() : missed(reached);
    }

    /**
     * Whether there is something that must happen in a campaign, and all of it has, be the runs few
     * or many.
     */
    public boolean isFulfilled(Reached reached) {
        return properties(reached).stream().anyMatch(PropertySummary::mustHappen)
                && missed(reached).isEmpty();
    }

    private List<String> missed(Reached reached) {
        return missed(
                reached.runs(),
                properties(reached).stream().filter(this::counts).toList());
    }

    private static List<String> missed(int runs, List<PropertySummary> properties) {
        List<String> unmet = new ArrayList<>();
        for (PropertySummary property : properties) {
            String why = property.unmet();
            if (why != null) {
                unmet.add(property.kind() + " '" + property.message() + "' " + why + " in "
                        + Units.count(runs, "run") + where(property));
            }
        }
        return unmet;
    }

    /** The messages of the properties of which a campaign misses something unless they happen. */
    public Set<String> required(Reached reached) {
        return properties(reached).stream()
                .filter(property -> property.mustHappen() && counts(property))
                .map(PropertySummary::message)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /**
     * What is missed in runs of several JVMs, a sentence each.
     *
     * @param minRuns from how many runs on it is required; 0 for never
     * @param runs how many runs there were
     * @param required the properties that are
     */
    public static List<String> unmet(int minRuns, int runs, List<PropertySummary> required) {
        return minRuns == 0 || runs < minRuns ? List.of() : missed(runs, required);
    }

    /**
     * The points of the application among some that no run reached: names with their places.
     *
     * @param points all that count
     */
    public static List<String> unreached(List<PointSummary> points) {
        return points.stream()
                .filter(point -> point.reachedRuns() == 0 && !point.isInPekko())
                .map(point -> point.name() + " in " + String.join(", ", point.places()))
                .toList();
    }

    /**
     * What is wrongly written in classes that a run came to, a sentence each: a name that is kept
     * for Pekko, a message that is built at run time, or one that stands for two kinds of property.
     *
     * @param points the names of the points that the run reached
     * @param messages the messages of the properties that it stated
     */
    public List<String> refusals(Collection<String> points, Collection<String> messages) {
        Set<String> own = new HashSet<>(points);
        own.removeAll(Faults.pointEvents().keySet());
        own.addAll(messages);
        List<String> refusals = new ArrayList<>();
        for (String name : points) {
            if (name.startsWith(Faults.POINTS_PREFIX)) {
                takenName(name, own).ifPresent(refusals::add);
            }
        }
        refusals.addAll(wronglyWritten(own));
        return refusals;
    }

    /**
     * What is wrong if a point of the application has a name that only one in Pekko may have.
     *
     * @param own what else the run reached; where Pekko has a point of that name, it tells whether
     *     the run came to the application's
     */
    private Optional<String> takenName(String name, Set<String> own) {
        boolean isInPekko = Faults.pointEvents().containsKey(name);
        Set<String> scope = isInPekko ? scope(own) : Set.of();
        List<Catalogue.Entry> entries = Catalogue.entries().stream()
                .filter(entry -> entry.type().equals(Catalogue.BUGGIFY)
                        && entry.name().equals(name)
                        && (!isInPekko || isWithin(entry, scope)))
                .toList();
        if (isInPekko && entries.isEmpty()) {
            return Optional.empty();
        }
        String where = entries.isEmpty() ? "" : " in " + String.join(", ", places(entries));
        return Optional.of("the name of a buggify point must not begin with '"
                + Faults.POINTS_PREFIX + "', as those of the points in Pekko do, but is '" + name
                + "'" + where);
    }

    private List<String> wronglyWritten(Set<String> reached) {
        List<String> refusals = Catalogue.refusals();
        if (refusals.isEmpty()) {
            return List.of();
        }
        Set<String> known = new HashSet<>();
        Catalogue.entries().forEach(entry -> known.add(entry.name()));
        if (!known.containsAll(reached)) {
            return refusals;
        }
        Set<String> scope = scope(reached);
        return refusals.stream()
                .filter(refusal ->
                        scope.stream().anyMatch(name -> refusal.contains(" in " + name + ".")))
                .toList();
    }

    /** Whether it stands in a package that counts, as far as that is known. */
    private boolean counts(PropertySummary property) {
        List<Catalogue.Entry> entries = Catalogue.entries().stream()
                .filter(entry -> entry.type().equals(Catalogue.PROPERTY)
                        && entry.name().equals(property.message()))
                .toList();
        Set<String> scope = Set.copyOf(packages);
        return scope.isEmpty()
                || entries.isEmpty()
                || entries.stream().anyMatch(entry -> isWithin(entry, scope));
    }

    private static String where(PropertySummary property) {
        return property.places().isEmpty() ? "" : ": " + String.join(", ", property.places());
    }

    private static List<String> places(List<Catalogue.Entry> entries) {
        return entries.stream().map(Catalogue.Entry::place).distinct().toList();
    }

    /** The points or the properties that count, by their identity. */
    private Map<String, List<Catalogue.Entry>> catalogued(String type, Reached reached) {
        Predicate<Catalogue.Entry> counts = counting(reached);
        Map<String, List<Catalogue.Entry>> byName = new LinkedHashMap<>();
        for (Catalogue.Entry entry : Catalogue.entries()) {
            if (entry.type().equals(type)
                    && !isEvent(entry)
                    && counts.test(entry)
                    && body.stream().noneMatch(place -> place.isOfAnotherTest(entry))) {
                byName.computeIfAbsent(entry.name(), any -> new ArrayList<>()).add(entry);
            }
        }
        return byName;
    }

    /** Whether it is a call of {@code Property} that states nothing. */
    private static boolean isEvent(Catalogue.Entry entry) {
        return entry.type().equals(Catalogue.PROPERTY)
                && AssertionKind.ofMethod(entry.kind()).isEmpty();
    }

    private Predicate<Catalogue.Entry> counting(Reached reached) {
        if (packages.isEmpty() && classPath) {
            return entry -> true;
        }
        Set<String> names = new HashSet<>();
        reached.properties().forEach(property -> names.add(property.message()));
        reached.points().forEach(point -> names.add(point.name()));
        Set<String> scope = scope(names);
        return entry -> isWithin(entry, scope);
    }

    private Set<String> scope(Set<String> reached) {
        if (!packages.isEmpty()) {
            return Set.copyOf(packages);
        }
        Set<String> scope = new HashSet<>();
        for (Catalogue.Entry entry : Catalogue.entries()) {
            if (reached.contains(entry.name())) {
                scope.add(packageOf(entry));
            }
        }
        return scope;
    }

    private static boolean isWithin(Catalogue.Entry entry, Set<String> scope) {
        String own = packageOf(entry);
        return scope.stream().anyMatch(wider -> own.equals(wider) || own.startsWith(wider + "."));
    }

    private static String packageOf(Catalogue.Entry entry) {
        String name = entry.className();
        int dot = name.lastIndexOf('.');
        return dot < 0 ? "" : name.substring(0, dot);
    }
}
