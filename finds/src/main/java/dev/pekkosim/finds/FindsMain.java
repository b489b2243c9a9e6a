package dev.pekkosim.finds;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Consumer;

/** Executes programs that show finds in Pekko, and says how often each was seen. */
public final class FindsMain {

    private static final int SHOWN = 0;
    private static final int NOT_SHOWN = 1;
    private static final int USAGE = 2;

    private final Report report;
    private final Arguments arguments;

    private FindsMain(Report report, Arguments arguments) {
        this.report = report;
        this.arguments = arguments;
    }

    /**
     * Executes them and ends the JVM: with 0 if each find was seen and every control stayed healthy, with 1 if not, with 2 if the
     * arguments are wrong.
     *
     * @param words the command line
     */
    public static void main(String[] words) throws InterruptedException {
        PrintStream out = new PrintStream(
                new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        Arguments arguments;
        try {
            arguments = Arguments.parse(List.of(words));
        } catch (IllegalArgumentException e) {
            complain(String.valueOf(e.getMessage()));
            return;
        }
        if (arguments.help()) {
            out.print(Arguments.USAGE);
            System.exit(SHOWN);
        }
        if (!Loopback.isComplete()) {
            complain("this machine lacks loopback addresses such as 127.0.1.11, which Linux has");
            return;
        }
        NodeLog.install();
        boolean shown = new FindsMain(new Report(out), arguments).execute();
        System.exit(shown ? SHOWN : NOT_SHOWN);
    }

    private static void complain(String sentence) {
        System.err.println("pekko-sim: " + sentence);
        System.exit(USAGE);
    }

    private boolean execute() throws InterruptedException {
        String id = arguments.id();
        List<FindProgram> programs = id == null ? Programs.ALL : Programs.of(id);
        if (id == null) {
            report.header();
        }
        List<Tally> tallies = new ArrayList<>();
        for (FindProgram program : programs) {
            tallies.add(execute(program, id != null));
        }
        if (id != null) {
            report.header();
            tallies.forEach(report::row);
        }
        return tallies.stream().allMatch(Tally::isShown);
    }

    /** Executes one program, the find and its control at the same time. */
    private Tally execute(FindProgram program, boolean inDetail) throws InterruptedException {
        long begin = System.nanoTime();
        List<Trial> trials = new ArrayList<>();
        if (inDetail) {
            report.introduce(program.about());
        }
        for (int time = 1; time <= arguments.times(); time++) {
            boolean live = inDetail && time == 1;
            if (live) {
                report.begin(program.about(), true);
            }
            Consumer<Timeline.Entry> now = live ? report::show : entry -> {};
            List<Timeline.Entry> later = new ArrayList<>();
            FutureTask<Trial> find = Trial.start(program, true, now);
            FutureTask<Trial> control = Trial.start(program, false, later::add);
            trials.add(result(find));
            if (live) {
                report.end(result(find));
            }
            trials.add(result(control));
            if (live) {
                report.begin(program.about(), false);
                later.forEach(report::show);
                report.end(result(control));
            } else if (inDetail) {
                report.further(result(find), time);
                report.further(result(control), time);
            }
        }
        Tally tally =
                new Tally(program.about(), trials, Duration.ofNanos(System.nanoTime() - begin));
        if (!inDetail) {
            report.row(tally);
            report.exceptions(tally);
        }
        return tally;
    }

    private static Trial result(FutureTask<Trial> trial) throws InterruptedException {
        try {
            return trial.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("a program could not be ended", e.getCause());
        }
    }
}
