// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.testkit.divergence;

import dev.pekkosim.testkit.divergence.RecordedEvent.Kind;
import dev.pekkosim.testkit.text.Hex;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How a divergence is written: rows of a key and a value, as below a failed run, and stacks that
 * begin further left, since their lines are long.
 *
 * @param left one side
 * @param right the other side
 */
record DivergenceText(Side left, Side right) {

    /** Events before the difference that are shown. */
    private static final int CONTEXT = 10;

    private static final String MORE = " ".repeat(16);
    private static final String DEEP = " ".repeat(8);
    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    /**
     * Where two recordings part.
     *
     * @param left the recording of one side
     * @param leftIndex the index of its first event that differs, or of its end
     * @param right the recording of the other side
     * @param rightIndex the index of its first event that differs, or of its end
     */
    record Parting(Recording left, int leftIndex, Recording right, int rightIndex) {

        @Nullable
        RecordedEvent leftEvent() {
            return event(left, leftIndex);
        }

        @Nullable
        RecordedEvent rightEvent() {
            return event(right, rightIndex);
        }

        List<RecordedEvent> before() {
            return left.events().subList(Math.max(0, leftIndex - CONTEXT), leftIndex);
        }

        private static @Nullable RecordedEvent event(Recording recording, int index) {
            List<RecordedEvent> events = recording.events();
            return index < events.size() ? events.get(index) : null;
        }
    }

    // ---- caught

    /** The report of a divergence that was caught. */
    String found(Parting parting) {
        StringBuilder text = new StringBuilder();
        RecordedEvent ofLeft = parting.leftEvent();
        RecordedEvent ofRight = parting.rightEvent();
        place(text, ofLeft, ofRight);
        side(text, left.name(), ofLeft, ofRight);
        side(text, right.name(), ofRight, ofLeft);
        rows(text, "before", lines(parting.before()));
        decisions(text, parting);
        return text.toString().stripTrailing();
    }

    /** What both events have in common. */
    private static void place(
            StringBuilder text, @Nullable RecordedEvent ofLeft, @Nullable RecordedEvent ofRight) {
        RecordedEvent one = ofLeft == null ? ofRight : ofLeft;
        RecordedEvent other = ofRight == null ? one : ofRight;
        if (one == null || other == null) {
            return;
        }
        row(
                text,
                "differs in",
                "step " + count(one.step())
                        + (one.step() == other.step() ? "" : " or " + count(other.step()))
                        + ", at virtual " + seconds(one.virtualNanos())
                        + (one.virtualNanos() == other.virtualNanos()
                                ? ""
                                : " or " + seconds(other.virtualNanos())));
        common(text, "node", one.node(), other.node());
        common(text, "actor", one.actor(), other.actor());
        // The end of a step is at no message any more.
        common(
                text,
                "message",
                one.message().isEmpty() ? other.message() : one.message(),
                other.message().isEmpty() ? one.message() : other.message());
    }

    private static void common(StringBuilder text, String key, String one, String other) {
        if (one.equals(other) && !one.isEmpty()) {
            row(text, key, one);
        }
    }

    private static void side(
            StringBuilder text,
            String name,
            @Nullable RecordedEvent event,
            @Nullable RecordedEvent other) {
        if (event == null) {
            row(text, name, "nothing more in this step");
            return;
        }
        if (event.kind() == Kind.DRAW && event.stack().isEmpty()) {
            row(text, name, "nothing more in this step; the engine " + event.text());
            return;
        }
        boolean isAlike = other != null && event.text().equals(other.text());
        row(text, name, event.text() + (isAlike ? hidden(event) : ""));
        RecordedEvent compared = other == null ? event : other;
        if (!event.actor().equals(compared.actor()) && event.kind() != Kind.STEP) {
            text.append(MORE).append("by ").append(event.actor());
            text.append(" on ").append(event.node()).append('\n');
        }
        if (event.decision() != null) {
            text.append(DEEP)
                    .append("drawn by ")
                    .append(event.decision().drawer())
                    .append('\n');
        }
        for (String frame : Stacks.lines(event.stack())) {
            text.append(DEEP).append(frame).append('\n');
        }
    }

    /**
     * What differs although the words are the same: virtual time, or something that shows only in
     * the hash.
     */
    private static String hidden(RecordedEvent event) {
        return switch (event.kind()) {
            case DRAW -> ", which is " + Hex.of(event.number());
            case READY -> ", at virtual " + seconds(event.virtualNanos());
            case STEP, EVENT, END ->
                ", hash " + Hex.of(event.number()) + " at virtual " + seconds(event.virtualNanos());
        };
    }

    private static List<String> lines(List<RecordedEvent> events) {
        List<String> lines = new ArrayList<>();
        for (RecordedEvent event : events) {
            lines.add(
                    event.kind() == Kind.STEP
                            ? count(event.step()) + "  " + event.text()
                            : "  - " + event.text());
        }
        return lines;
    }

    private void decisions(StringBuilder text, Parting parting) {
        List<String> ofLeft =
                parting.left().decisionsBefore(parting.leftIndex()).lines();
        List<String> ofRight =
                parting.right().decisionsBefore(parting.rightIndex()).lines();
        String key = "decisions";
        if (ofLeft.equals(ofRight)) {
            row(text, key, "the last " + LastDecisions.KEPT + " of each stream, and who drew them");
            deep(text, ofLeft);
        } else {
            row(
                    text,
                    key,
                    "the last " + LastDecisions.KEPT + " of each stream, and who drew them,");
            text.append(MORE).append("on ").append(left.name()).append(":\n");
            deep(text, ofLeft);
            text.append(MORE).append("on ").append(right.name()).append(":\n");
            deep(text, ofRight);
        }
    }

    // ---- missed

    /**
     * The report of a divergence that was not caught.
     *
     * @param leftHashes the hash of each execution of one side
     * @param rightHashes the hash of each execution of the other side
     * @param spans where the executions parted whose events were not recorded there
     */
    String missed(List<Long> leftHashes, List<Long> rightHashes, List<StepHashes.Span> spans) {
        StringBuilder text = new StringBuilder();
        row(
                text,
                "not caught",
                "executed " + leftHashes.size() + " times more on each side, and "
                        + (spans.isEmpty()
                                ? "no two of a pair differed"
                                : "parted elsewhere each time"));
        row(text, left.name(), hashes(leftHashes));
        row(text, right.name(), hashes(rightHashes));
        rows(
                text,
                "parted",
                spans.stream()
                        .map(span -> "after step " + count(span.lastSame())
                                + ", not later than step " + count(span.firstDifferent()))
                        .distinct()
                        .toList());
        if (spans.isEmpty()) {
            row(text, "so", "what differs does so rarely, or only in the first");
            text.append(MORE).append("execution in a JVM: look at what is kept in static\n");
            text.append(MORE).append("fields or made only once\n");
        }
        return text.toString().stripTrailing();
    }

    private static String hashes(List<Long> hashes) {
        List<Long> distinct = hashes.stream().distinct().toList();
        return "hash " + Hex.of(distinct.get(0))
                + switch (distinct.size()) {
                    case 1 -> " each time";
                    case 2 -> " and another";
                    default -> " and " + (distinct.size() - 1) + " others";
                };
    }

    // ---- rows

    private static void row(StringBuilder text, String key, String value) {
        text.append(String.format(Locale.ROOT, "    %-12s%s\n", key, value));
    }

    private static void rows(StringBuilder text, String key, List<String> values) {
        for (int i = 0; i < values.size(); i++) {
            row(text, i == 0 ? key : "", values.get(i));
        }
    }

    private static void deep(StringBuilder text, List<String> lines) {
        lines.forEach(line -> text.append(DEEP).append(line).append('\n'));
    }

    private static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    private static String seconds(long nanos) {
        return String.format(
                Locale.ROOT, "%,d.%09d s", nanos / NANOS_PER_SECOND, nanos % NANOS_PER_SECOND);
    }
}
