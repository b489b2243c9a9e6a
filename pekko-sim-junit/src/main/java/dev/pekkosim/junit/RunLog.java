// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.junit;

import dev.pekkosim.engine.Failure;
import dev.pekkosim.engine.run.Engine;
import dev.pekkosim.engine.step.Incarnation;
import dev.pekkosim.testkit.RunResult;
import dev.pekkosim.testkit.campaign.Versions;
import dev.pekkosim.testkit.text.PlainText;
import dev.pekkosim.testkit.text.Units;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * What was logged in one execution of a run, each line with its virtual time and its node, and
 * among them the faults and what was violated. What is logged is seen whatever the levels are that
 * Logback is configured with, from INFO on; with another back end of SLF4J it is not seen.
 */
final class RunLog {

    /** The end of a run tells more than its beginning. */
    private static final int MOST_LINES = 50_000;

    private static final String BODY = "body";

    private static final String LOGBACK = "ch.qos.logback.classic.LoggerContext";

    private final AtomicReference<@Nullable Engine> engine = new AtomicReference<>();
    private final Deque<Line> lines = new ArrayDeque<>();
    private long dropped;

    /** What was logged, or happened. */
    private record Line(long virtualNanos, String node, String text) {

        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "%12s  %-10s  %s",
                    Units.instant(virtualNanos),
                    node,
                    text.replace("\n", "\n" + " ".repeat(26)));
        }
    }

    /**
     * Does something in which one run is executed, and takes in what that logs.
     *
     * @param call the body of the run
     * @param work does it
     */
    <T> T during(MethodCall call, Supplier<T> work) {
        call.onBegin(() -> engine.set(Engine.current()));
        try {
            return isLogbackThere() ? LogbackTap.during(this, work) : work.get();
        } finally {
            call.onBegin(() -> {});
        }
    }

    /** Without it {@link LogbackTap} cannot even be loaded. */
    private static boolean isLogbackThere() {
        return LoggerFactory.getILoggerFactory().getClass().getName().equals(LOGBACK);
    }

    /** Whether the thread that calls is in a step of the run. */
    boolean isOfTheRun() {
        Engine current = Engine.current();
        return current != null && current == engine.get();
    }

    /** Takes in what is logged in a step of the run; only one of its threads is at work at once. */
    void add(String level, String logger, @Nullable String source, String message) {
        Engine current = engine.get();
        if (current == null) {
            return;
        }
        if (lines.size() == MOST_LINES) {
            lines.removeFirst();
            dropped++;
        }
        lines.addLast(new Line(
                current.now(),
                node(),
                String.format(Locale.ROOT, "%-5s ", level)
                        + logger + (source == null ? "" : " [" + source + "]") + ": "
                        + PlainText.visible(message)));
    }

    private static String node() {
        Incarnation owner = Engine.currentIncarnation();
        return owner == null || owner.node() == Incarnation.DRIVER_NODE ? BODY : owner.name();
    }

    /**
     * Writes it.
     *
     * @param folder where; made if it is not there
     * @param test the test
     * @param result the run
     * @return the file
     */
    Path write(Path folder, String test, RunResult result) {
        String seed = new Seed(result.seed()).toString();
        List<String> text = new ArrayList<>();
        text.add("seed " + seed + " of " + test + ", " + Versions.ofThisJvm());
        if (!isLogbackThere()) {
            text.add("without what was logged: Logback is not what SLF4J writes to");
        }
        if (dropped > 0) {
            text.add("the first " + Units.count(dropped) + " lines are left out");
        }
        all(result).stream().map(Line::toString).forEach(text::add);
        Path file = folder.resolve(seed + ".log");
        try {
            Files.createDirectories(folder);
            return Files.write(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<Line> all(RunResult result) {
        List<Line> all = new ArrayList<>(lines);
        result.faults()
                .forEach(fault ->
                        all.add(new Line(fault.virtualNanos(), "fault", fault.description())));
        result.violations().forEach(violation -> {
            Failure failure = violation.failure();
            String node = violation.node();
            all.add(new Line(
                    failure.virtualNanos(),
                    node == null ? BODY : node,
                    "violated: " + failure.property() + ": "
                            + PlainText.visible(failure.message())));
        });
        all.sort(Comparator.comparingLong(Line::virtualNanos)); // which keeps what is at one time
        return all;
    }
}
