package dev.pekkosim.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;

/**
 * What a command line came to.
 *
 * @param code the exit code
 * @param out what went to standard output
 * @param err what went to standard error
 */
record CommandLineRun(int code, String out, String err) {

    /** Executes with the workloads that ship. */
    static CommandLineRun shipped(String... arguments) {
        return execute(PekkoSim.class, ShippedWorkload.ALL, arguments);
    }

    /** Executes with {@link TestWorkloads}. */
    static CommandLineRun test(String... arguments) {
        return execute(TestWorkloads.class, TestWorkloads.ALL, arguments);
    }

    private static CommandLineRun execute(
            Class<?> mainClass, List<ShippedWorkload> workloads, String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        Console console =
                new Console(out, new PrintWriter(err), new Console.Terminal(false, false, 120));
        int code = PekkoSim.execute(console, mainClass, workloads, arguments);
        console.out().flush();
        console.err().flush();
        return new CommandLineRun(code, out.toString(), err.toString());
    }
}
