// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.engine.run;

import dev.pekkosim.engine.StackLine;

/** The stack of a carrier whose step does not end. */
final class StalledStep extends Throwable {

    private static final long serialVersionUID = 1L;

    StalledStep(Thread carrier) {
        super("stack of " + carrier.getName());
        setStackTrace(carrier.getStackTrace());
    }

    /** The method that it is in, and the first on the way there that is not the JDK's. */
    String place() {
        StackTraceElement[] frames = getStackTrace();
        if (frames.length == 0) {
            return "no method";
        }
        for (StackTraceElement frame : frames) {
            if (frame.getModuleName() == null && !frame.getClassName().contains(".agent.hook.")) {
                return frame.equals(frames[0])
                        ? StackLine.of(frame)
                        : StackLine.of(frames[0]) + " called by " + StackLine.of(frame);
            }
        }
        return StackLine.of(frames[0]);
    }
}
