// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.testkit.divergence;

import dev.pekkosim.engine.StackLine;
import java.lang.StackWalker.StackFrame;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The stacks of recorded events: what is left of them when the simulator's own frames are taken
 * away.
 */
final class Stacks {

    /** The frames that are kept; what is further out is the way into the step. */
    private static final int MOST_FRAMES = 40;

    /** Frames of libraries in a row that are shown between frames of the application. */
    private static final int LIBRARY_FRAMES = 2;

    /** Frames that are shown where all are of libraries. */
    private static final int ONLY_LIBRARY_FRAMES = 8;

    private static final List<String> SIMULATOR =
            List.of("dev.pekkosim.engine.", "dev.pekkosim.agent.", "dev.pekkosim.dispatcher.");

    private static final List<String> JDK = List.of("java.", "javax.", "jdk.", "sun.");

    private static final List<String> LIBRARIES =
            List.of("java.", "javax.", "jdk.", "sun.", "scala.", "org.apache.pekko.");

    private static final StackWalker WALKER = StackWalker.getInstance();

    private Stacks() {}

    /** The stack of the caller, innermost frame first. */
    static List<String> here() {
        return WALKER.walk(frames -> outside(frames)
                .limit(MOST_FRAMES)
                .map(frame -> frame.toStackTraceElement())
                .map(StackLine::of)
                .toList());
    }

    /** The class that drew the decision which is being recorded. */
    static String drawer() {
        return WALKER.walk(frames -> outside(frames)
                .map(StackFrame::getClassName)
                .filter(name -> !startsWith(name, JDK) && !name.startsWith("scala."))
                .findFirst()
                .orElse("the engine"));
    }

    private static Stream<StackFrame> outside(Stream<StackFrame> frames) {
        Predicate<String> ours = name ->
                startsWith(name, SIMULATOR) || isWithin(name, Stacks.class, Recording.class);
        return frames.filter(frame -> !ours.test(frame.getClassName()));
    }

    private static boolean isWithin(String name, Class<?>... classes) {
        for (Class<?> type : classes) {
            if (name.equals(type.getName()) || name.startsWith(type.getName() + "$")) {
                return true;
            }
        }
        return false;
    }

    /**
     * The lines that are shown of a stack: all frames of the application, and of many of libraries
     * in a row the first ones.
     *
     * @param stack innermost frame first
     */
    static List<String> lines(List<String> stack) {
        boolean onlyLibraries = stack.stream().allMatch(frame -> startsWith(frame, LIBRARIES));
        int shown = onlyLibraries ? ONLY_LIBRARY_FRAMES : LIBRARY_FRAMES;
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < stack.size(); ) {
            int end = i;
            while (end < stack.size() && startsWith(stack.get(end), LIBRARIES)) {
                end++;
            }
            // "… 1 more" would take as much room as the frame.
            int last = end - i <= shown + 1 ? end : i + shown;
            stack.subList(i, last).forEach(frame -> lines.add("at " + frame));
            if (last < end) {
                lines.add("… " + (end - last) + " more of libraries");
            }
            if (end < stack.size()) {
                lines.add("at " + stack.get(end));
            }
            i = end + 1;
        }
        return lines;
    }

    private static boolean startsWith(String name, List<String> prefixes) {
        for (String prefix : prefixes) {
            if (name.startsWith(prefix)) {
                return true;
            }
        }
        return false;
    }
}
