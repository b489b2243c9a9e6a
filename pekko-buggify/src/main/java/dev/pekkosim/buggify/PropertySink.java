package dev.pekkosim.buggify;

import dev.pekkosim.buggify.spi.Assertion;
import dev.pekkosim.buggify.spi.AssertionKind;
import dev.pekkosim.buggify.spi.Details;
import dev.pekkosim.buggify.spi.Evidence;
import dev.pekkosim.buggify.spi.PropertyOutput;
import dev.pekkosim.buggify.spi.SourceLocation;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Where {@link Property} goes in production when something is configured: it evaluates, and tells
 * the outputs. Nothing that goes wrong in here reaches the caller; the first such thing is logged.
 */
final class PropertySink {

    private final List<PropertyOutput> outputs;
    private final Logger logger;
    private final AtomicBoolean isBroken = new AtomicBoolean();

    PropertySink(List<PropertyOutput> outputs, Logger logger) {
        this.outputs = List.copyOf(outputs);
        this.logger = logger;
    }

    void check(
            AssertionKind kind,
            boolean condition,
            String message,
            @Nullable Object @Nullable ... details) {
        evaluated(kind, condition, message, null, details);
    }

    void compare(
            AssertionKind kind,
            long left,
            long right,
            String message,
            @Nullable Object @Nullable ... details) {
        boolean holds = kind.comparison().orElseThrow().holds(left, right);
        evaluated(kind, holds, message, new Evidence.Numbers(left, right), details);
    }

    void compare(
            AssertionKind kind,
            double left,
            double right,
            String message,
            @Nullable Object @Nullable ... details) {
        boolean holds = kind.comparison().orElseThrow().holds(left, right);
        evaluated(kind, holds, message, new Evidence.Numbers(left, right), details);
    }

    void alwaysSome(
            Map<String, Boolean> conditions,
            String message,
            @Nullable Object @Nullable ... details) {
        Evidence.Conditions evidence = Evidence.Conditions.of(conditions);
        boolean condition = evidence.isAnyTrue();
        evaluated(AssertionKind.ALWAYS_SOME, condition, message, evidence, details);
    }

    void sometimesAll(
            Map<String, Boolean> conditions,
            String message,
            @Nullable Object @Nullable ... details) {
        Evidence.Conditions evidence = Evidence.Conditions.of(conditions);
        boolean condition = evidence.areAllTrue();
        evaluated(AssertionKind.SOMETIMES_ALL, condition, message, evidence, details);
    }

    void sometimesEach(
            @Nullable Object value, String message, @Nullable Object @Nullable ... details) {
        Evidence evidence = new Evidence.Outcome(value);
        evaluated(AssertionKind.SOMETIMES_EACH, true, message, evidence, details);
    }

    void setupComplete(@Nullable Object @Nullable ... details) {
        Details all = Details.of(details);
        tell(output -> output.setupComplete(all));
    }

    void event(String name, @Nullable Object @Nullable ... details) {
        Details all = Details.of(details);
        tell(output -> output.event(String.valueOf(name), all));
    }

    private void evaluated(
            AssertionKind kind,
            boolean condition,
            String message,
            @Nullable Evidence evidence,
            @Nullable Object @Nullable ... details) {
        // A message may be null in spite of its type: the callers are not all checked as we are.
        Assertion assertion = new Assertion(
                kind,
                condition,
                String.valueOf(message),
                evidence,
                Details.of(details),
                PropertySink::caller);
        tell(output -> output.evaluated(assertion));
    }

    private static SourceLocation caller() {
        return SourceLocation.callerOf(Property.class);
    }

    private void tell(Consumer<PropertyOutput> message) {
        for (PropertyOutput output : outputs) {
            try {
                message.accept(output);
            } catch (Throwable e) {
                rethrowFatal(e);
                report(e);
            }
        }
    }

    private void report(Throwable thrown) {
        if (isBroken.compareAndSet(false, true)) {
            try {
                logger.log(
                        Level.WARNING,
                        "a property could not be told of; further such failures are not logged",
                        thrown);
            } catch (Throwable e) {
                // The logger is what fails: there is nobody left to tell.
                rethrowFatal(e);
            }
        }
    }

    /** A stack that overflowed is the property's own; any other end of the JVM is not. */
    private static void rethrowFatal(Throwable thrown) {
        if (thrown instanceof VirtualMachineError error && !(error instanceof StackOverflowError)) {
            throw error;
        }
    }
}
