// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.finds;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/**
 * Executes programs as the command line asks, and reports: in detail for one find, in a line each
 * for all.
 */
final class Finds {

    private final Report report;
    private final Arguments arguments;

    Finds(Report report, Arguments arguments) {
        this.report = report;
        this.arguments = arguments;
    }

    /** Whether each find was seen, and every control stayed healthy. */
    boolean execute() throws InterruptedException, IOException {
        String id = arguments.id();
        ExecutorService pool = Executors.newFixedThreadPool(arguments.parallel());
        try {
            return id == null ? executeAll(pool) : executeInDetail(Programs.of(id), pool);
        } finally {
            pool.shutdownNow();
        }
    }

    private boolean executeAll(ExecutorService pool) throws InterruptedException, IOException {
        report.header();
        List<List<Future<Execution>>> all = new ArrayList<>();
        for (FindProgram program : Programs.ALL) {
            all.add(submit(program, arguments.times(), pool));
        }
        boolean shown = true;
        for (int i = 0; i < all.size(); i++) {
            Tally tally = new Tally(Programs.ALL.get(i).about(), results(all.get(i)));
            report.row(tally);
            report.exceptions(tally);
            shown &= tally.isShown();
        }
        return shown;
    }

    private boolean executeInDetail(List<FindProgram> programs, ExecutorService pool)
            throws InterruptedException, IOException {
        List<Tally> tallies = new ArrayList<>();
        for (FindProgram program : programs) {
            report.introduce(program.about());
            report.begin(program.about(), true);
            Future<Execution> first = submit(program, report::show, pool);
            List<Future<Execution>> further = submit(program, arguments.times() - 1, pool);
            List<Execution> executions = new ArrayList<>(results(List.of(first)));
            report.end(program.about(), executions.get(0));
            executions.addAll(results(further));
            report.further(executions);
            tallies.add(new Tally(program.about(), executions));
        }
        report.header();
        tallies.forEach(report::row);
        return tallies.stream().allMatch(Tally::isShown);
    }

    private static List<Future<Execution>> submit(
            FindProgram program, int times, ExecutorService pool) {
        List<Future<Execution>> submitted = new ArrayList<>();
        for (int time = 0; time < times; time++) {
            submitted.add(submit(program, entry -> {}, pool));
        }
        return submitted;
    }

    private static Future<Execution> submit(
            FindProgram program, Consumer<Timeline.Entry> onShown, ExecutorService pool) {
        return pool.submit(() -> Execution.of(program, onShown));
    }

    private List<Execution> results(List<Future<Execution>> submitted)
            throws InterruptedException, IOException {
        List<Execution> results = new ArrayList<>();
        for (Future<Execution> one : submitted) {
            try {
                results.add(one.get());
            } catch (ExecutionException e) {
                throw new IllegalStateException("a program could not be executed", e.getCause());
            }
        }
        Path log = arguments.log();
        if (log != null) {
            for (Execution result : results) {
                write(log, result.find());
                write(log, result.control());
            }
        }
        return results;
    }

    private static void write(Path log, Trial trial) throws IOException {
        List<String> lines = new ArrayList<>();
        lines.add("---- " + (trial.triggered() ? "find" : "control"));
        trial.timeline().entries().forEach(entry -> lines.add(Report.line(entry)));
        Files.write(log, lines, StandardOpenOption.APPEND);
    }
}
