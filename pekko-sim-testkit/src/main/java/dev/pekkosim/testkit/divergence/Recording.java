// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.testkit.divergence;

import dev.pekkosim.dispatcher.SimSystems;
import dev.pekkosim.engine.Internal;
import dev.pekkosim.engine.decision.DecisionStream;
import dev.pekkosim.engine.step.Incarnation;
import dev.pekkosim.engine.step.StepKind;
import dev.pekkosim.engine.step.StepObserver;
import dev.pekkosim.testkit.divergence.RecordedEvent.Kind;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The recorded events of a part of a run, with their stacks, and the hashes of all its steps. Two
 * recordings of one seed differ only if the run is not deterministic; {@link Divergence} then finds
 * the first event that differs.
 *
 * @hidden
 */
@Internal
public final class Recording implements StepObserver {

    /** Events are dropped from the beginning past this many. */
    private static final int MOST_EVENTS = 20_000;

    private final long firstStep;
    private final long lastStep;
    private final StepHashes hashes;
    private final LastDecisions before;
    private final Deque<RecordedEvent> events = new ArrayDeque<>();
    private long dropped;
    private long step;
    private long virtualNanos;
    private long hash;
    private String node = "";
    private @Nullable Object work;

    /**
     * Creates an empty recording.
     *
     * @param firstStep the first step whose events are recorded
     * @param lastStep the last step whose events are recorded; before the first one for none
     */
    public Recording(long firstStep, long lastStep) {
        this(firstStep, lastStep, new StepHashes(), new LastDecisions());
    }

    private Recording(long firstStep, long lastStep, StepHashes hashes, LastDecisions before) {
        this.firstStep = firstStep;
        this.lastStep = lastStep;
        this.hashes = hashes;
        this.before = before;
    }

    // ---- taking in

    @Override
    public void onStep(
            long number,
            long now,
            Incarnation owner,
            StepKind kind,
            Object worksOn,
            long hashAfter) {
        hashes.onStep(number, now, owner, kind, worksOn, hashAfter);
        step = number;
        virtualNanos = now;
        hash = hashAfter;
        work = worksOn;
        if (isRecorded()) {
            node = owner.toString();
            add(Kind.STEP, stepText(kind, worksOn) + " of " + node, hashAfter, null, List.of());
        }
    }

    @Override
    public void onEvent(Object what, long hashAfter) {
        hashes.onEvent(what, hashAfter);
        hash = hashAfter;
        if (isRecorded()) {
            add(Kind.EVENT, what.toString(), hashAfter, null, Stacks.here());
        }
    }

    @Override
    public void onReady(Incarnation owner, StepKind kind, Object readyWork) {
        if (isRecorded()) {
            String text = stepText(kind, readyWork) + " of " + owner + " becomes ready";
            add(Kind.READY, text, 0, null, Stacks.here());
        }
    }

    @Override
    public void onDraw(DecisionStream stream, long drawn) {
        if (lastStep < firstStep || step > lastStep) {
            return;
        }
        DrawnDecision decision =
                new DrawnDecision(stream.toString(), stream.drawn(), Stacks.drawer());
        if (isRecorded()) {
            String text = "draws " + decision.stream() + " #" + decision.number();
            add(Kind.DRAW, text, drawn, decision, Stacks.here());
        } else {
            before.add(decision);
        }
    }

    /**
     * Takes in the end of the run.
     *
     * @param runHash the hash of the whole run
     */
    public void end(long runHash) {
        hash = runHash;
        hashes.end(hash);
        if (isRecorded()) {
            add(Kind.END, "the run ends", hash, null, List.of());
        }
    }

    private boolean isRecorded() {
        return step >= firstStep && step <= lastStep;
    }

    private void add(
            Kind kind,
            String text,
            long number,
            @Nullable DrawnDecision decision,
            List<String> stack) {
        Object current = work;
        events.add(new RecordedEvent(
                kind,
                step,
                virtualNanos,
                node,
                current == null ? "" : SimSystems.describe(current),
                current == null || kind == Kind.STEP ? "" : SimSystems.describeMessage(current),
                text,
                number,
                decision,
                stack));
        if (events.size() > MOST_EVENTS) {
            dropped++;
            DrawnDecision oldest = events.removeFirst().decision();
            if (oldest != null) {
                before.add(oldest);
            }
        }
    }

    private static String stepText(StepKind kind, Object work) {
        String name = kind.name().toLowerCase(Locale.ROOT);
        return kind == StepKind.RESUME ? name : name + " " + SimSystems.describe(work);
    }

    // ---- giving out

    /** The hashes of all steps. */
    StepHashes hashes() {
        return hashes;
    }

    /** How many events were dropped from the beginning. */
    long dropped() {
        return dropped;
    }

    /** The events, oldest first. */
    List<RecordedEvent> events() {
        return List.copyOf(events);
    }

    /** The number of the last step. */
    long steps() {
        return step;
    }

    /** The run's hash at its end. */
    long hash() {
        return hash;
    }

    /** Whether all events from one step to another were recorded. */
    boolean covers(long from, long to) {
        return firstStep <= from && lastStep >= Math.min(to, step);
    }

    /**
     * The last decisions before an event.
     *
     * @param index the index of the event, from 0
     */
    LastDecisions decisionsBefore(int index) {
        LastDecisions decisions = before.copy();
        for (RecordedEvent event : new ArrayList<>(events).subList(0, index)) {
            if (event.decision() != null) {
                decisions.add(event.decision());
            }
        }
        return decisions;
    }

    /**
     * Writes the recording, for another JVM to read.
     *
     * @param file is overwritten
     */
    public void write(Path file) throws IOException {
        try (DataOutputStream out =
                new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file)))) {
            out.writeLong(firstStep);
            out.writeLong(lastStep);
            out.writeLong(dropped);
            out.writeLong(step);
            out.writeLong(hash);
            hashes.write(out);
            before.write(out);
            out.writeInt(events.size());
            for (RecordedEvent event : events) {
                event.write(out);
            }
        }
    }

    /**
     * Reads a recording.
     *
     * @param file written by {@link #write}
     */
    public static Recording read(Path file) throws IOException {
        try (DataInputStream in =
                new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
            long firstStep = in.readLong();
            long lastStep = in.readLong();
            long dropped = in.readLong();
            long step = in.readLong();
            long hash = in.readLong();
            StepHashes hashes = StepHashes.read(in);
            Recording read = new Recording(firstStep, lastStep, hashes, LastDecisions.read(in));
            read.dropped = dropped;
            read.step = step;
            read.hash = hash;
            for (int left = in.readInt(); left > 0; left--) {
                read.events.add(RecordedEvent.read(in));
            }
            return read;
        }
    }
}
