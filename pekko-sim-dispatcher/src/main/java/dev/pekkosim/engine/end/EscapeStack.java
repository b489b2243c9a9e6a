// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.engine.end;

import dev.pekkosim.engine.StackLine;

/** The stack of a foreign thread at the moment when it touched a simulated system. */
final class EscapeStack extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private static final int SHOWN_FRAMES = 24;

    private final String thread;
    private final String what;

    EscapeStack(String thread, String what) {
        super("thread '" + thread + "' " + what);
        this.thread = thread;
        this.what = what;
    }

    /** One sentence, the way to mend it, and the first frames outside the simulator. */
    String describe() {
        StringBuilder text = new StringBuilder(
                "thread '" + thread + "' " + what
                        + ", but is not part of the run; let the work run on a dispatcher of the node, or inside the run's body");
        boolean outside = false;
        int shown = 0;
        for (StackTraceElement frame : getStackTrace()) {
            outside |= !isSimulator(frame.getClassName());
            if (outside && shown++ < SHOWN_FRAMES) {
                text.append("\n    at ").append(StackLine.of(frame));
            }
        }
        return text.toString();
    }

    private static boolean isSimulator(String type) {
        return type.startsWith("dev.pekkosim.engine.")
                || type.startsWith("dev.pekkosim.dispatcher.")
                || type.startsWith("dev.pekkosim.agent.");
    }
}
