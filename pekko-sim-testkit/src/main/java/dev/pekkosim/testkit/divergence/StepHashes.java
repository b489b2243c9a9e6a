// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.testkit.divergence;

import dev.pekkosim.engine.step.Incarnation;
import dev.pekkosim.engine.step.StepKind;
import dev.pekkosim.engine.step.StepObserver;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;

/**
 * The run's hash at evenly spaced steps, to find cheaply where two executions of one seed part.
 * Each time the memory is used up, every second hash is dropped and the spacing doubles, so a run
 * of any length fits.
 */
final class StepHashes implements StepObserver {

    private static final int CAPACITY = 1 << 20;
    private static final int FIRST_SIZE = 1 << 12;

    /** What stands before the hashes in a text. */
    private static final int HEAD = 3;

    private final int capacity;
    private long[] hashes;
    private int size;
    /** Steps between two hashes: hash i is that of step (i + 1) * spacing. */
    private long spacing = 1;

    private long steps;
    private long last;

    /** Creates an empty list. */
    StepHashes() {
        this(CAPACITY);
    }

    /**
     * Creates an empty list.
     *
     * @param capacity how many hashes it keeps, an even number
     */
    StepHashes(int capacity) {
        this.capacity = capacity;
        this.hashes = new long[Math.min(capacity, FIRST_SIZE)];
    }

    @Override
    public void onStep(
            long step,
            long virtualNanos,
            Incarnation owner,
            StepKind kind,
            Object work,
            long hash) {
        add(step, hash);
    }

    @Override
    public void onEvent(Object what, long hash) {
        last = hash;
    }

    /**
     * Takes in the end of the run.
     *
     * @param hash the hash of the whole run
     */
    void end(long hash) {
        last = hash;
    }

    void add(long step, long hash) {
        steps = step;
        last = hash;
        if (step % spacing != 0) {
            return;
        }
        if (size == capacity) {
            coarsen();
            if (step % spacing != 0) {
                return;
            }
        }
        if (size == hashes.length) {
            hashes = Arrays.copyOf(hashes, Math.min(capacity, 2 * size));
        }
        hashes[size++] = hash;
    }

    /** How many steps the execution had. */
    long steps() {
        return steps;
    }

    private void coarsen() {
        size /= 2;
        for (int i = 0; i < size; i++) {
            hashes[i] = hashes[2 * i + 1];
        }
        spacing *= 2;
    }

    /**
     * Finds the steps between which two executions part. Draws in the middle of a step show in the
     * hash of the next one, so what differs may have happened in the step before.
     *
     * @param left one execution
     * @param right another execution of the same seed; both may become coarser
     * @return the steps from the last known to be the same to the first known to differ; empty if
     *     all are the same
     */
    static Optional<Span> firstDifference(StepHashes left, StepHashes right) {
        while (left.spacing < right.spacing) {
            left.coarsen();
        }
        while (right.spacing < left.spacing) {
            right.coarsen();
        }
        int shorter = Math.min(left.size, right.size);
        int index = 0;
        while (index < shorter && left.hashes[index] == right.hashes[index]) {
            index++;
        }
        if (index == left.size
                && index == right.size
                && left.steps == right.steps
                && left.last == right.last) {
            return Optional.empty();
        }
        long same = index * left.spacing;
        long end = Math.min(left.steps, right.steps) + 1;
        return Optional.of(new Span(same, index < shorter ? same + left.spacing : end));
    }

    /**
     * A range of steps.
     *
     * @param lastSame the last step with the same hash on both sides, 0 for none
     * @param firstDifferent the first step that is known to have different hashes
     */
    record Span(long lastSame, long firstDifferent) {}

    /** The list as texts: steps, the last hash, the spacing, and the hashes. */
    List<String> texts(LongFunction<String> hex) {
        List<String> texts = new ArrayList<>();
        texts.add(Long.toString(steps));
        texts.add(hex.apply(last));
        texts.add(Long.toString(spacing));
        Arrays.stream(hashes, 0, size).mapToObj(hex).forEach(texts::add);
        return texts;
    }

    /** Reads a list that {@link #texts} wrote. */
    static StepHashes of(List<String> texts) {
        if (texts.size() < HEAD) {
            throw new IllegalArgumentException("a fingerprint must have " + HEAD
                    + " numbers or more, but has " + texts.size());
        }
        StepHashes read = new StepHashes();
        read.steps = Long.parseLong(texts.get(0));
        read.last = hash(texts.get(1));
        read.spacing = Long.parseLong(texts.get(2));
        if (read.steps < 0 || Long.bitCount(read.spacing) != 1 || read.spacing < 1) {
            throw new IllegalArgumentException("a fingerprint must be of 0 steps or more with a"
                    + " power of two between two, but has " + read.steps + " and " + read.spacing);
        }
        read.size = texts.size() - HEAD;
        read.hashes = new long[Math.max(read.size, FIRST_SIZE)];
        for (int i = 0; i < read.size; i++) {
            read.hashes[i] = hash(texts.get(HEAD + i));
        }
        return read;
    }

    private static long hash(String text) {
        if (!text.startsWith("0x")) {
            throw new IllegalArgumentException(
                    "a hash must be hexadecimal after 0x, but is '" + text + "'");
        }
        return Long.parseUnsignedLong(text.substring(2), 16);
    }

    /** Writes the list, for another JVM to read. */
    void write(DataOutputStream out) throws IOException {
        out.writeLong(steps);
        out.writeLong(last);
        out.writeLong(spacing);
        out.writeInt(size);
        for (int i = 0; i < size; i++) {
            out.writeLong(hashes[i]);
        }
    }

    /** Reads a list that {@link #write} wrote. */
    static StepHashes read(DataInputStream in) throws IOException {
        StepHashes read = new StepHashes();
        read.steps = in.readLong();
        read.last = in.readLong();
        read.spacing = in.readLong();
        read.size = in.readInt();
        read.hashes = new long[Math.max(read.size, FIRST_SIZE)];
        for (int i = 0; i < read.size; i++) {
            read.hashes[i] = in.readLong();
        }
        return read;
    }
}
