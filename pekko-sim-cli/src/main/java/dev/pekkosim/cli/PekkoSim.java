// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.cli;

import dev.pekkosim.agent.SimAgent;
import dev.pekkosim.cli.check.CommandLineCheck;
import dev.pekkosim.testkit.cluster.SimSetupException;
import dev.pekkosim.testkit.results.ExitCode;
import dev.pekkosim.testkit.text.Fold;
import dev.pekkosim.testkit.text.Losses;
import dev.pekkosim.testkit.text.Stacks;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;

/** The {@code pekko-sim} command. */
@Command(
        name = "pekko-sim",
        description = "Deterministic simulation testing for Apache Pekko: one seed is one run.",
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true,
        scope = ScopeType.INHERIT,
        versionProvider = PekkoSim.Version.class)
public final class PekkoSim implements Runnable {

    /** Set by the launcher, which can tell: whether standard output is a terminal. */
    private static final String TERMINAL_PROPERTY = "pekko-sim.terminal";

    /** Set by the launcher where there is a terminal: how wide it is. */
    private static final String COLUMNS_PROPERTY = "pekko-sim.columns";

    private static final int HELP_WIDTH = 80;

    /** The table of runs is as wide. */
    private static final int LEAST_WIDTH = 80;

    private final Class<?> mainClass;
    private boolean verbose;

    private PekkoSim(Class<?> mainClass) {
        this.mainClass = mainClass;
    }

    /**
     * Runs the command and ends the JVM.
     *
     * @param arguments the command line
     */
    public static void main(String[] arguments) {
        end(arguments, PekkoSim.class, ShippedWorkload.ALL);
    }

    /** As {@link #main}, with other workloads, which are those of another main class. */
    static void end(String[] arguments, Class<?> mainClass, List<ShippedWorkload> workloads) {
        Console console = console();
        int code;
        try {
            SimAgent.attach();
            code = execute(console, mainClass, workloads, arguments);
        } catch (RuntimeException | Error e) {
            code = complain(console, e, false);
        }
        System.exit(code);
    }

    private static Console console() {
        boolean terminal = Boolean.getBoolean(TERMINAL_PROPERTY);
        boolean colours =
                System.getenv("NO_COLOR") == null && !"dumb".equals(System.getenv("TERM"));
        // Not System.out, which keeps to itself that it cannot write.
        return new Console(
                new OutputStreamWriter(
                        new FileOutputStream(FileDescriptor.out), StandardCharsets.UTF_8),
                new PrintWriter(System.err, true, StandardCharsets.UTF_8),
                new Console.Terminal(
                        terminal,
                        colours,
                        width(System.getenv("COLUMNS"), System.getProperty(COLUMNS_PROPERTY))));
    }

    /** The first that says how wide the terminal is; the usual width if none does. */
    static int width(@Nullable String... columns) {
        for (String text : columns) {
            if (text != null && text.matches("[1-9]\\d{0,3}")) {
                return Math.max(LEAST_WIDTH, Integer.parseInt(text));
            }
        }
        return Fold.USUAL_WIDTH;
    }

    /**
     * Executes a command line, if nothing is wrong with it.
     *
     * @param console where it writes
     * @param mainClass has a main method that does the same
     * @param workloads what it knows
     * @param arguments the command line
     * @return the exit code
     */
    static int execute(
            Console console,
            Class<?> mainClass,
            List<ShippedWorkload> workloads,
            String... arguments) {
        Optional<String> problem =
                CommandLineCheck.problem(ShippedWorkload.vocabulary(workloads), List.of(arguments));
        if (problem.isPresent()) {
            console.complain("pekko-sim: " + problem.get());
            return ExitCode.USAGE;
        }
        int code = commandLine(console, mainClass, workloads).execute(arguments);
        return console.loss().map(reason -> lost(console, code, reason)).orElse(code);
    }

    /** What failed is worth more than that it could not be told. */
    private static int lost(Console console, int code, String reason) {
        if (Losses.isClosedPipe(reason)) { // whoever read has enough, and wants no more lines
            return code == ExitCode.PASSED ? ExitCode.CLOSED_PIPE : code;
        }
        console.complain("pekko-sim: standard output could not be written: " + reason);
        return code == ExitCode.PASSED ? ExitCode.USAGE : code;
    }

    /**
     * The command line, ready to execute.
     *
     * @param console where it writes
     * @param mainClass has a main method that does the same
     * @param workloads what it knows
     */
    static CommandLine commandLine(
            Console console, Class<?> mainClass, List<ShippedWorkload> workloads) {
        PekkoSim root = new PekkoSim(mainClass);
        return new CommandLine(root)
                .addSubcommand(new RunCommand(root, console, workloads))
                .addSubcommand(new MergeCommand(root, console))
                .addSubcommand(new VerifyCommand(root, console, workloads))
                .addSubcommand(BenchCommand.line(console))
                .addSubcommand(new FindsCommand(console))
                .addSubcommand(new ExecuteCommand(console, workloads))
                .addSubcommand(new CommandLine.HelpCommand())
                .setOut(console.out())
                .setErr(console.err())
                .setColorScheme(CommandLine.Help.defaultColorScheme(console.ansi()))
                .setUsageHelpWidth(HELP_WIDTH)
                .setAbbreviatedOptionsAllowed(false)
                .setExpandAtFiles(false)
                .setParameterExceptionHandler((e, args) -> complain(console, e))
                .setExecutionExceptionHandler(
                        (e, line, parsed) -> complain(console, e, root.isVerbose()));
    }

    /** The main class of another JVM that does the same. */
    Class<?> mainClass() {
        return mainClass;
    }

    /** Whether stack traces and Pekko's log are shown. */
    boolean isVerbose() {
        return verbose;
    }

    @Option(
            names = "--verbose",
            scope = ScopeType.INHERIT,
            description = "Shows Pekko's log, warnings and errors unless -Dpekko.loglevel in"
                    + " JAVA_OPTS says more, and the stack traces of failures.")
    void setVerbose(boolean newVerbose) {
        verbose = newVerbose;
        LogConfigurator.show(newVerbose);
    }

    /** Without a command there is nothing to do, of which the check tells. */
    @Override
    public void run() {
        throw new IllegalStateException("a command is missing");
    }

    // ---- complaints

    private static int complain(Console console, ParameterException e) {
        String message = String.valueOf(e.getMessage());
        String sentence = message.replaceFirst("^Error: ", "");
        String hint = e.getCommandLine().getCommandSpec().qualifiedName();
        console.complain("pekko-sim: " + sentence.substring(0, 1).toLowerCase(Locale.ROOT)
                + sentence.substring(1)
                + "; see ./" + hint + " --help");
        return ExitCode.USAGE;
    }

    private static int complain(Console console, Throwable e, boolean verbose) {
        boolean usage = e instanceof SimSetupException;
        String message = usage
                ? "pekko-sim: " + e.getMessage()
                : "pekko-sim: this should not happen: " + describe(e)
                        + (verbose ? "" : "; --verbose shows where");
        console.complain(verbose ? message + "\n" + Stacks.of(e) : message);
        return usage ? ExitCode.USAGE : ExitCode.INTERNAL;
    }

    private static String describe(Throwable e) {
        Throwable cause = e.getCause();
        return e + (cause == null ? "" : ": " + cause);
    }

    /** Which versions are at work. */
    static final class Version implements IVersionProvider {

        @Override
        public String[] getVersion() {
            @Nullable String own = PekkoSim.class.getPackage().getImplementationVersion();
            return new String[] {
                "pekko-sim " + (own == null ? "(not packaged)" : own)
                        + ", Pekko " + org.apache.pekko.Version.current()
                        + ", Java " + System.getProperty("java.version")
            };
        }
    }
}
