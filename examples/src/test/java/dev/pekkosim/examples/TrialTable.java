package dev.pekkosim.examples;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeTestExecutionCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestWatcher;

/** Prints, once all trials have ended, what was tried, how it ended, and how long it took. */
final class TrialTable implements BeforeTestExecutionCallback, TestWatcher, AfterAllCallback {

    private final List<Row> rows = new ArrayList<>();
    private long start;

    private record Row(String variant, String result, long seconds) {}

    @Override
    public void beforeTestExecution(ExtensionContext context) {
        start = System.nanoTime();
    }

    @Override
    public void testSuccessful(ExtensionContext context) {
        add(context, "as expected");
    }

    @Override
    public void testFailed(ExtensionContext context, Throwable cause) {
        add(context, "FAILED");
    }

    @Override
    public void testAborted(ExtensionContext context, Throwable cause) {
        add(context, String.valueOf(cause.getMessage()));
    }

    private void add(ExtensionContext context, String result) {
        String method = context.getRequiredTestMethod().getName();
        String name = context.getDisplayName();
        String variant = name.startsWith(method) ? method : method + ", " + name;
        rows.add(new Row(
                variant, result, TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start)));
    }

    @Override
    public void afterAll(ExtensionContext context) {
        int width = rows.stream().mapToInt(row -> row.variant().length()).max().orElse(0);
        StringBuilder table = new StringBuilder("\n");
        for (Row row : rows) {
            table.append(String.format(
                    Locale.ROOT,
                    "%-" + (width + 2) + "s%5d s  %s%n",
                    row.variant(),
                    row.seconds(),
                    row.result()));
        }
        System.out.println(table);
    }
}
