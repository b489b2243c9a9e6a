package dev.pekkosim.engine;

/**
 * Something that becomes a ready step at a virtual time. Timers with one deadline are ordered by a drawn
 * tie-break.
 */
public final class Timer {

    static final int NOT_QUEUED = -1;

    private final TimerQueue queue;
    private final Step step;
    private final long deadlineNanos;
    private final long tieBreak;
    int position = NOT_QUEUED;

    Timer(TimerQueue queue, Step step, long deadlineNanos, long tieBreak) {
        this.queue = queue;
        this.step = step;
        this.deadlineNanos = deadlineNanos;
        this.tieBreak = tieBreak;
    }

    /** When it is due, in virtual nanoseconds since the start of the run. */
    public long deadlineNanos() {
        return deadlineNanos;
    }

    Step step() {
        return step;
    }

    boolean isBefore(Timer other) {
        return deadlineNanos != other.deadlineNanos
                ? deadlineNanos < other.deadlineNanos
                : tieBreak < other.tieBreak;
    }

    /**
     * Takes it back.
     *
     * @return false if it had become a ready step or was taken back before
     */
    public boolean cancel() {
        return queue.remove(this);
    }
}
