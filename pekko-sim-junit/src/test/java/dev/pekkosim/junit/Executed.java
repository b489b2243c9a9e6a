package dev.pekkosim.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import dev.pekkosim.testkit.cluster.SimSetupException;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.platform.commons.support.HierarchyTraversalMode;
import org.junit.platform.commons.support.ReflectionSupport;
import org.junit.platform.engine.OutputDirectoryCreator;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;

/**
 * A method of a sample, executed by JUnit as a user's test is.
 *
 * @param results what JUnit saw
 */
record Executed(EngineExecutionResults results) {

    static Executed of(Class<?> sample, String method) {
        return of(sample, method, Map.of());
    }

    /** @param parameters as of {@code junit-platform.properties} */
    static Executed of(Class<?> sample, String method, Map<String, String> parameters) {
        Method found = ReflectionSupport.findMethods(
                        sample,
                        one -> one.getName().equals(method),
                        HierarchyTraversalMode.TOP_DOWN)
                .get(0);
        return new Executed(EngineTestKit.engine("junit-jupiter")
                .configurationParameters(parameters)
                .outputDirectoryCreator(new Attachments())
                .selectors(selectMethod(sample, found))
                .execute());
    }

    /** Where attachments of samples are, which nobody reads. */
    private record Attachments() implements OutputDirectoryCreator {

        @Override
        public Path getRootDirectory() {
            return Path.of("target", "attachments");
        }

        @Override
        public Path createOutputDirectory(TestDescriptor test) throws IOException {
            Files.createDirectories(getRootDirectory());
            return Files.createTempDirectory(getRootDirectory(), "sample");
        }
    }

    /** How many tests there were, or invocations of one. */
    long tests() {
        return results.testEvents().started().count();
    }

    long failed() {
        return results.testEvents().failed().count();
    }

    long aborted() {
        return results.testEvents().aborted().count();
    }

    /** The names of the tests, in order. */
    List<String> names() {
        return results.testEvents().started().stream()
                .map(event -> event.getTestDescriptor().getDisplayName())
                .toList();
    }

    /** What was thrown by tests, and where they were made, in order. */
    List<Throwable> thrown() {
        return results.allEvents().failed().stream().map(Executed::thrownIn).toList();
    }

    private static Throwable thrownIn(Event event) {
        return event.getRequiredPayload(TestExecutionResult.class)
                .getThrowable()
                .orElseThrow();
    }

    /** The set-up was refused with one sentence, and nothing else failed. */
    void assertRefused(String sentence) {
        assertThat(thrown())
                .singleElement()
                .isInstanceOf(SimSetupException.class)
                .extracting(Throwable::getMessage)
                .isEqualTo(sentence);
    }

    /** The message of the only failure. */
    String message() {
        List<Throwable> thrown = thrown();
        if (thrown.size() != 1) {
            throw new AssertionError("there must be one failure, but there are " + thrown);
        }
        return Objects.requireNonNull(thrown.get(0).getMessage());
    }
}
