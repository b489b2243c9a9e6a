package dev.pekkosim.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The properties that the simulated code of one run states. One that must hold and does not ends the run. */
public final class Properties {

    private static final int MOST_OUTCOMES = 1_000;

    private static final int LOOKS = 64;

    private final Engine engine;
    private final Map<String, Stated> stated = new TreeMap<>();

    Properties(Engine engine) {
        this.engine = engine;
    }

    /** What became of the properties that were stated so far, in the order of their messages. */
    public List<PropertyCount> counts() {
        List<PropertyCount> counts = new ArrayList<>();
        stated.values().forEach(property -> counts.add(property.count()));
        return counts;
    }

    // ---- what properties tell

    void state(
            String kind, boolean condition, String message, @Nullable Object @Nullable [] details) {
        take(property(kind, message), condition, null, details);
    }

    void compare(
            String kind,
            long left,
            long right,
            String message,
            @Nullable Object @Nullable [] details) {
        compare(
                property(kind, message),
                Long.compare(left, right),
                (double) left - right,
                left + " and " + right,
                details);
    }

    void compare(
            String kind,
            double left,
            double right,
            String message,
            @Nullable Object @Nullable [] details) {
        compare(
                property(kind, message),
                Double.compare(left, right),
                left - right,
                left + " and " + right,
                details);
    }

    private void compare(
            Stated property,
            int order,
            double distance,
            String numbers,
            @Nullable Object @Nullable [] details) {
        property.approached(distance, numbers);
        boolean holds = !Double.isNaN(distance) && holds(property.kind, order);
        take(property, holds, "compared are " + numbers, details);
    }

    void stateOver(
            String kind,
            @Nullable Map<String, Boolean> conditions,
            String message,
            @Nullable Object @Nullable [] details) {
        Stated property = property(kind, message);
        boolean all = conditions != null && !conditions.isEmpty();
        boolean some = false;
        TreeSet<String> untrue = new TreeSet<>();
        if (conditions != null) {
            for (Map.Entry<String, Boolean> named : conditions.entrySet()) {
                boolean holds = Boolean.TRUE.equals(named.getValue());
                String name = String.valueOf(named.getKey());
                all &= holds;
                some |= holds;
                if (holds) {
                    property.outcome(name);
                } else {
                    untrue.add(name);
                }
            }
        }
        take(property, kind.equals("alwaysSome") ? some : all, "not true: " + untrue, details);
    }

    void stateEach(@Nullable Object value, String message, @Nullable Object @Nullable [] details) {
        Stated property = property("sometimesEach", message);
        property.outcome(textOf(value));
        take(property, true, null, details);
    }

    void eventually(
            long withinNanos,
            BooleanSupplier condition,
            String message,
            @Nullable Object @Nullable [] details) {
        Stated property = property("eventually", message);
        Incarnation owner = engine.currentOr(engine.driver());
        long deadline = engine.now() + withinNanos;
        long pause = Math.max(1, withinNanos / LOOKS);
        look(property, owner, condition, deadline, pause, withinNanos, details);
    }

    private void look(
            Stated property,
            Incarnation owner,
            BooleanSupplier condition,
            long deadline,
            long pause,
            long withinNanos,
            @Nullable Object @Nullable [] details) {
        if (condition.getAsBoolean()) {
            property.passes++;
        } else if (engine.now() >= deadline) {
            take(property, false, "not within " + withinNanos / 1_000_000 + " virtual ms", details);
        } else {
            engine.schedule(
                    owner,
                    Math.min(pause, deadline - engine.now()),
                    StepKind.TASK,
                    property.message.hashCode(),
                    () -> look(property, owner, condition, deadline, pause, withinNanos, details));
        }
    }

    /** Something that the application tells of, for the trace. */
    void event(String name) {
        engine.event(name.hashCode(), name);
    }

    // ---- judgement

    private static boolean holds(String kind, int compared) {
        if (kind.endsWith("GreaterThan")) {
            return compared > 0;
        }
        if (kind.endsWith("GreaterThanOrEqualTo")) {
            return compared >= 0;
        }
        return kind.endsWith("LessThan") ? compared < 0 : compared <= 0;
    }

    /** Whether a run in which a property of a kind does not hold once has failed. */
    private static boolean mustHold(String kind) {
        return kind.startsWith("always") || kind.equals("unreachable") || kind.equals("eventually");
    }

    private Stated property(String kind, String message) {
        return stated.computeIfAbsent(message, any -> new Stated(message, kind));
    }

    private void take(
            Stated property,
            boolean condition,
            @Nullable String actual,
            @Nullable Object @Nullable [] details) {
        if (condition) {
            property.passes++;
            return;
        }
        property.failures++;
        if (mustHold(property.kind)) {
            engine.fail(
                    Failure.Kind.PROPERTY,
                    property.message,
                    text(property.kind, actual, details),
                    null);
        }
    }

    private String text(
            String kind, @Nullable String actual, @Nullable Object @Nullable [] details) {
        StringBuilder text = new StringBuilder(kind)
                .append(" does not hold on ")
                .append(engine.currentOr(engine.driver()));
        String separator = ": ";
        if (actual != null) {
            text.append(separator).append(actual);
            separator = ", ";
        }
        for (int i = 0; details != null && i < details.length; i += 2) {
            Object value = i + 1 < details.length ? details[i + 1] : null;
            text.append(separator).append(textOf(details[i])).append(" = ").append(textOf(value));
            separator = ", ";
        }
        return text.toString();
    }

    private static String textOf(@Nullable Object detail) {
        try {
            return String.valueOf(detail instanceof Supplier<?> lazy ? lazy.get() : detail);
        } catch (RuntimeException e) {
            return "(" + e + ")";
        }
    }

    /** One property in this run. */
    private static final class Stated {

        private final String message;
        private final String kind;
        private final TreeSet<String> outcomes = new TreeSet<>();
        private long passes;
        private long failures;
        private @Nullable String closest;
        private double closestBy;

        Stated(String message, String kind) {
            this.message = message;
            this.kind = kind;
        }

        /** An always is interesting where it nearly fails, a sometimes where it nearly holds. */
        void approached(double distance, String numbers) {
            boolean wantsLess = kind.contains("Greater") == kind.startsWith("always");
            double nearness = wantsLess ? -distance : distance;
            if (closest == null || nearness > closestBy) {
                closest = numbers;
                closestBy = nearness;
            }
        }

        void outcome(String name) {
            if (outcomes.size() < MOST_OUTCOMES) {
                outcomes.add(name);
            }
        }

        PropertyCount count() {
            return new PropertyCount(
                    message, kind, passes, failures, closest, List.copyOf(outcomes));
        }
    }
}
