// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.testkit.divergence;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The last decisions of every stream at a point of a run. */
final class LastDecisions {

    /** How many are kept of a stream. */
    static final int KEPT = 20;

    private final Map<String, Deque<DrawnDecision>> byStream = new TreeMap<>();

    void add(DrawnDecision decision) {
        Deque<DrawnDecision> last =
                byStream.computeIfAbsent(decision.stream(), name -> new ArrayDeque<>());
        if (last.size() == KEPT) {
            last.removeFirst();
        }
        last.add(decision);
    }

    LastDecisions copy() {
        LastDecisions copy = new LastDecisions();
        byStream.values().forEach(last -> last.forEach(copy::add));
        return copy;
    }

    /**
     * One block of lines per stream: its name, and which class drew which of its decisions, the
     * latest last.
     */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        byStream.forEach((stream, last) -> {
            lines.add(stream);
            List<DrawnDecision> decisions = List.copyOf(last);
            for (int i = 0; i < decisions.size(); ) {
                DrawnDecision first = decisions.get(i);
                int end = i + 1;
                while (end < decisions.size()
                        && decisions.get(end).drawer().equals(first.drawer())) {
                    end++;
                }
                DrawnDecision latest = decisions.get(end - 1);
                lines.add("    #" + first.number()
                        + (end - i == 1 ? "" : "–" + latest.number())
                        + "  " + first.drawer());
                i = end;
            }
        });
        return lines;
    }

    void write(DataOutputStream out) throws IOException {
        out.writeInt(byStream.values().stream().mapToInt(Deque::size).sum());
        for (Deque<DrawnDecision> last : byStream.values()) {
            for (DrawnDecision decision : last) {
                decision.write(out);
            }
        }
    }

    static LastDecisions read(DataInputStream in) throws IOException {
        LastDecisions read = new LastDecisions();
        for (int left = in.readInt(); left > 0; left--) {
            read.add(DrawnDecision.read(in));
        }
        return read;
    }
}
