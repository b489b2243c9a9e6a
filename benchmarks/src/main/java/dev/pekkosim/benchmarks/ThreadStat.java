// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.benchmarks;

/**
 * What {@code /proc/PID/task/TID/stat} tells of a thread, see {@code man 5 proc}.
 *
 * @param name up to 15 characters
 * @param cpuTicks CPU time that it has used, in user and in system mode
 * @param startTicks when it was started; with its id this is never that of another thread
 */
record ThreadStat(String name, long cpuTicks, long startTicks) {

    // Counted from the state, which follows the name; a name may contain spaces and brackets.
    private static final int USER = 11;
    private static final int SYSTEM = 12;
    private static final int START = 19;

    /** Reads the file's only line. */
    static ThreadStat parse(String line) {
        int open = line.indexOf('(');
        int close = line.lastIndexOf(')');
        String[] fields = open < 0 || close < open
                ? new String[0]
                : line.substring(close + 1).strip().split(" ", -1);
        if (fields.length <= START) {
            throw new IllegalArgumentException("no thread's stat: '" + line + "'");
        }
        return new ThreadStat(
                line.substring(open + 1, close),
                Long.parseLong(fields[USER]) + Long.parseLong(fields[SYSTEM]),
                Long.parseLong(fields[START]));
    }
}
