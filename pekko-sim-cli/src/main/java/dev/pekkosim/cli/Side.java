package dev.pekkosim.cli;

import dev.pekkosim.testkit.StepHashes;
import java.io.IOException;
import java.util.List;

/** One of two places in which a seed is executed again to find where the executions part. */
interface Side {

    /** Most lines of a trace that are compared. */
    int MOST_LINES = 200_000;

    /** What it is called in the report. */
    String name();

    /** Executes a seed and keeps the hashes of its steps. */
    StepHashes stepHashes(long seed) throws IOException;

    /** Executes a seed and records what happens between two steps. */
    List<String> trace(long seed, long firstStep, long lastStep) throws IOException;
}
