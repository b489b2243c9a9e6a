// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.junit;

import dev.pekkosim.testkit.CampaignReport;
import dev.pekkosim.testkit.CampaignText;
import dev.pekkosim.testkit.IterationControl;
import dev.pekkosim.testkit.SeedSequence;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContextProvider;
import org.junit.platform.commons.support.AnnotationSupport;

/** Gives a test method one invocation for each seed, or one for all if they are many. */
final class SimTestExtension implements TestTemplateInvocationContextProvider {

    /** Nobody reads a list of more. */
    private static final int MOST_INVOCATIONS = 100;

    @Override
    public boolean supportsTestTemplate(ExtensionContext context) {
        return AnnotationSupport.isAnnotated(context.getTestMethod(), SimTest.class);
    }

    @Override
    public Stream<TestTemplateInvocationContext> provideTestTemplateInvocationContexts(
            ExtensionContext context) {
        SimTest annotation = AnnotationSupport.findAnnotation(
                        context.getRequiredTestMethod(), SimTest.class)
                .orElseThrow();
        TestedMethod method =
                TestedMethod.of(Declaration.of(annotation, DeclaredNodes.of(context)), context);
        int seeds = method.options().seeds();
        if (method.repros().areAll()) {
            return repros(method);
        }
        if (seeds == 0) { // of a shard
            return Stream.concat(repros(method), Stream.of(noSeed(method)));
        }
        return seeds > MOST_INVOCATIONS
                ? Stream.of(new TestInvocation(seeds + " seeds", method::runAll))
                : Stream.concat(repros(method), invocations(method, seeds, context));
    }

    private static Stream<TestTemplateInvocationContext> repros(TestedMethod method) {
        return method.repros().kept().stream()
                .map(kept ->
                        new TestInvocation("repro " + kept.file(), call -> method.run(call, kept)));
    }

    /** Each is made when those before it have ended, unless JUnit runs several at once. */
    private static Stream<TestTemplateInvocationContext> invocations(
            TestedMethod method, int seeds, ExtensionContext context) {
        IterationControl control = method.campaign().control(method.options());
        Stream<TestInvocation> runs = IntStream.range(0, seeds)
                .takeWhile(any -> control.goesOn())
                .mapToObj(index -> invocation(method, method.options().seedAt(index), control));
        AtomicInteger made = new AtomicInteger();
        Stream<TestInvocation> all = Stream.of(method).flatMap(it -> {
            if (control.results().size() < made.get()) {
                atEnd(context, () -> requireMet(it, control));
                return Stream.empty();
            }
            return unmet(it, control);
        });
        return Stream.concat(runs.peek(any -> made.incrementAndGet()), all);
    }

    private static TestInvocation invocation(
            TestedMethod method, long seed, IterationControl control) {
        return new TestInvocation(
                "seed " + SeedSequence.format(seed), call -> method.run(call, seed, control));
    }

    /** JUnit wants one invocation at least. */
    private static TestInvocation noSeed(TestedMethod method) {
        return new TestInvocation("no seed", call -> {
            throw method.noSeed();
        });
    }

    /** JUnit, which executes several at once, has asked for all before the first has ended. */
    private static void atEnd(ExtensionContext context, AutoCloseable action) {
        context.getStore(ExtensionContext.Namespace.create(SimTestExtension.class))
                .put(context.getUniqueId(), action);
    }

    private static void requireMet(TestedMethod method, IterationControl control) {
        List<String> unmet = unmetOf(method, control);
        if (!unmet.isEmpty()) {
            throw FailedTest.of(String.join("\n", unmet), List.of());
        }
    }

    /** One more that fails, if something never happened. */
    private static Stream<TestInvocation> unmet(TestedMethod method, IterationControl control) {
        List<String> unmet = unmetOf(method, control);
        return unmet.isEmpty()
                ? Stream.empty()
                : Stream.of(new TestInvocation("what all seeds must reach", call -> {
                    throw FailedTest.of(String.join("\n", unmet), List.of());
                }));
    }

    private static List<String> unmetOf(TestedMethod method, IterationControl control) {
        CampaignReport report = method.report(control.results(), control.wallNanos());
        CampaignText.undisturbed(report)
                .ifPresent(sentence -> System.out.println(
                        "pekko-sim " + method.name() + ": no fault " + sentence));
        return method.end(report);
    }
}
