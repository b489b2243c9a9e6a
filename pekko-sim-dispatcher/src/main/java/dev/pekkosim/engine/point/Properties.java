// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.engine.point;

import dev.pekkosim.buggify.Property;
import dev.pekkosim.buggify.spi.Assertion;
import dev.pekkosim.buggify.spi.AssertionKind;
import dev.pekkosim.buggify.spi.Details;
import dev.pekkosim.buggify.spi.Evaluation;
import dev.pekkosim.buggify.spi.Evidence;
import dev.pekkosim.buggify.spi.PropertyOutput;
import dev.pekkosim.buggify.spi.SourceLocation;
import dev.pekkosim.engine.ClosestPair;
import dev.pekkosim.engine.Failure;
import dev.pekkosim.engine.Internal;
import dev.pekkosim.engine.PropertyCount;
import dev.pekkosim.engine.end.RunEnd;
import dev.pekkosim.engine.step.Agenda;
import dev.pekkosim.engine.step.Incarnation;
import dev.pekkosim.engine.step.RunEvents;
import dev.pekkosim.engine.step.Step;
import dev.pekkosim.engine.step.StepKind;
import dev.pekkosim.engine.time.Progress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The properties that the simulated code of one run states. One that must hold and does not ends
 * the run.
 *
 * @hidden
 */
@Internal
public final class Properties {

    /** How many times a condition that must come to hold is looked at after the first. */
    private static final int LOOKS = 64;

    private final Agenda agenda;
    private final RunEvents events;
    private final Progress progress;
    private final RunEnd end;
    private final Supplier<Incarnation> current;
    private final Map<String, Stated> stated = new TreeMap<>();
    private @Nullable PropertyOutput listener;

    /**
     * Creates those of a run; none was stated.
     *
     * @param agenda looks at what must come to hold
     * @param events told of what the application tells
     * @param progress how long that takes
     * @param end told of what does not hold
     * @param current in whose name the current step runs
     */
    public Properties(
            Agenda agenda,
            RunEvents events,
            Progress progress,
            RunEnd end,
            Supplier<Incarnation> current) {
        this.agenda = agenda;
        this.events = events;
        this.progress = progress;
        this.end = end;
        this.current = current;
    }

    /**
     * Sets who is told of every evaluation, and of what else properties tell, in the step in which
     * it is.
     */
    public void listen(PropertyOutput newListener) {
        listener = newListener;
    }

    /** What became of the properties that were stated so far, in the order of their messages. */
    public List<PropertyCount> counts() {
        List<PropertyCount> counts = new ArrayList<>();
        stated.values().forEach(property -> counts.add(property.count()));
        return counts;
    }

    // ---- what properties tell

    void state(Evaluation evaluation, String message, Details details) {
        Assertion assertion = new Assertion(
                evaluation, message, details, () -> SourceLocation.callerOf(Property.class));
        property(evaluation.kind(), message).take(assertion);
        PropertyOutput told = listener;
        if (told != null) {
            details.toMap(); // here in each run, as the output asks only for those that it writes
            told.evaluated(assertion);
        }
        if (assertion.isFailure()) {
            end.fail(Failure.Kind.PROPERTY, message, text(assertion), null);
        }
    }

    void eventually(long withinNanos, BooleanSupplier condition, String message, Details details) {
        property(AssertionKind.EVENTUALLY, message); // reached, whatever becomes of it
        Incarnation owner = current.get();
        look(new Promise(owner, withinNanos, progress.now(), condition, message, details));
    }

    /**
     * A condition that is to hold at some time.
     *
     * @param owner whose steps look at it; when that dies, nobody does
     * @param withinNanos within how much virtual time
     * @param since when it was stated
     */
    private record Promise(
            Incarnation owner,
            long withinNanos,
            long since,
            BooleanSupplier condition,
            String message,
            Details details) {}

    private void look(Promise promise) {
        long left = promise.withinNanos() - (progress.now() - promise.since());
        boolean holds = promise.condition().getAsBoolean();
        if (holds || left <= 0) {
            state(
                    Evaluation.of(AssertionKind.EVENTUALLY, holds),
                    promise.message(),
                    promise.details());
        } else {
            Step next = new Step(
                    promise.owner(),
                    StepKind.TASK,
                    promise.message().hashCode(),
                    () -> look(promise),
                    null);
            agenda.add(next, Math.min(left, Math.max(1, promise.withinNanos() / LOOKS)));
        }
    }

    void setupComplete(Details details) {
        trace("setup complete", details);
        PropertyOutput told = listener;
        if (told != null) {
            told.setupComplete(details);
        }
    }

    /** Something that the application tells of. */
    void event(String name, Details details) {
        trace(name, details);
        PropertyOutput told = listener;
        if (told != null) {
            told.event(name, details);
        }
    }

    private void trace(String what, Details details) {
        events.event(what.hashCode(), events.isObserved() ? new Told(what, details) : what);
    }

    /**
     * An event with its details, which are asked for their strings only where a trace is written.
     */
    private record Told(String what, Details details) {

        @Override
        public String toString() {
            return details.toMap().isEmpty() ? what : what + ": " + details;
        }
    }

    // ---- judgement

    private Stated property(AssertionKind kind, String message) {
        return stated.computeIfAbsent(message, any -> new Stated(message, kind));
    }

    private String text(Assertion failed) {
        StringJoiner details = new StringJoiner(", ");
        failed.allDetails().forEach((key, value) -> details.add(key + " = " + value));
        SourceLocation place = failed.location().get();
        return failed.kind().method() + " does not hold on "
                + current.get()
                + (place.line() > 0 ? ", at " + place.file() + ":" + place.line() : "")
                + (details.length() == 0 ? "" : ": " + details);
    }

    /** One property in this run. */
    private static final class Stated {

        private static final int MOST_OUTCOMES = 1_000;

        private final String message;
        private final AssertionKind kind;
        private final TreeSet<String> outcomes = new TreeSet<>();
        private long passes;
        private long failures;
        private @Nullable ClosestPair closest;

        Stated(String message, AssertionKind kind) {
            this.message = message;
            this.kind = kind;
        }

        void take(Assertion assertion) {
            if (assertion.condition()) {
                passes++;
            } else {
                failures++;
            }
            Evidence evidence = assertion.evidence();
            if (evidence instanceof Evidence.Numbers numbers) {
                AssertionKind stated =
                        assertion.kind(); // another one is refused when the body has ended
                ClosestPair pair =
                        ClosestPair.of(stated, stated.comparison().orElseThrow(), numbers);
                closest = ClosestPair.closer(closest, pair);
            } else if (evidence instanceof Evidence.Outcome outcome) {
                outcome(String.valueOf(outcome.toMap().get("value")));
            } else if (evidence instanceof Evidence.Conditions conditions) {
                conditions.conditions().forEach((name, holds) -> {
                    if (Boolean.TRUE.equals(holds)) {
                        outcome(name);
                    }
                });
            }
        }

        private void outcome(String name) {
            if (outcomes.size() < MOST_OUTCOMES) {
                outcomes.add(name);
            }
        }

        PropertyCount count() {
            return new PropertyCount(
                    message, kind.method(), passes, failures, closest, List.copyOf(outcomes));
        }
    }
}
