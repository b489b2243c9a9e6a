// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.testkit.divergence;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One recorded event of a run.
 *
 * @param kind what sort it is
 * @param step the step in which it happened, or the step that began
 * @param virtualNanos virtual time since the start of the run
 * @param node in whose name the step runs
 * @param actor the path of the actor whose message is processed, or the class of another step's
 *     task
 * @param message the class of the message that the actor is at, or empty
 * @param text what happened
 * @param number the run's hash after it; for a draw the drawn bits
 * @param decision the decision if it is a draw, otherwise null
 * @param stack where it happened, innermost frame first, without the simulator's own
 */
record RecordedEvent(
        Kind kind,
        long step,
        long virtualNanos,
        String node,
        String actor,
        String message,
        String text,
        long number,
        @Nullable DrawnDecision decision,
        List<String> stack) {

    /** The sorts of events. */
    enum Kind {
        /** A step begins. */
        STEP,
        /** A step becomes ready. */
        READY,
        /** Something that others see, such as a message. */
        EVENT,
        /** A decision is drawn. */
        DRAW,
        /** The run is over. */
        END
    }

    /** Copies the list. */
    RecordedEvent {
        stack = List.copyOf(stack);
    }

    /**
     * Whether two executions that did these have not parted yet: all but the stack, which differs
     * from JDK to JDK.
     */
    boolean isSame(RecordedEvent other) {
        return kind == other.kind
                && step == other.step
                && virtualNanos == other.virtualNanos
                && number == other.number
                && text.equals(other.text);
    }

    void write(DataOutputStream out) throws IOException {
        out.writeUTF(kind.name());
        out.writeLong(step);
        out.writeLong(virtualNanos);
        out.writeUTF(node);
        out.writeUTF(actor);
        out.writeUTF(message);
        out.writeUTF(text);
        out.writeLong(number);
        out.writeBoolean(decision != null);
        if (decision != null) {
            decision.write(out);
        }
        out.writeInt(stack.size());
        for (String frame : stack) {
            out.writeUTF(frame);
        }
    }

    static RecordedEvent read(DataInputStream in) throws IOException {
        Kind kind = Kind.valueOf(in.readUTF());
        long step = in.readLong();
        long virtualNanos = in.readLong();
        String node = in.readUTF();
        String actor = in.readUTF();
        String message = in.readUTF();
        String text = in.readUTF();
        long number = in.readLong();
        DrawnDecision decision = in.readBoolean() ? DrawnDecision.read(in) : null;
        List<String> stack = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            stack.add(in.readUTF());
        }
        return new RecordedEvent(
                kind, step, virtualNanos, node, actor, message, text, number, decision, stack);
    }
}
