// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.engine.carrier;

import dev.pekkosim.agent.hook.LockOwners;
import dev.pekkosim.engine.StackLine;
import dev.pekkosim.engine.step.Step;
import org.jspecify.annotations.Nullable;

/** Says what a carrier waits for within a step, and where. */
final class BlockedText {

    private BlockedText() {}

    static String of(Carrier blocked, Monitors monitors) {
        return blocked.whose() + " " + wait(blocked, monitors) + place(blocked);
    }

    private static String wait(Carrier blocked, Monitors monitors) {
        Object monitor = blocked.wanted();
        if (monitor != null) {
            Carrier holder = monitors.holder(monitor, blocked);
            String text = "waits for the monitor of a " + typeName(monitor);
            return holder == null ? text : text + ", which " + holder.whose() + " is in,";
        }
        Object condition = blocked.waitsFor();
        return switch (blocked.waiting()) {
            case NOTHING -> "does nothing";
            case TIME -> blocked.awaited() == null ? "sleeps" : "waits for a condition";
            case END -> end(blocked.joins(), monitors);
            case MONITOR, NOTIFICATION -> "waits to be notified";
            case PERMIT ->
                condition == null || condition == Step.NOTHING
                        ? "is parked"
                        : "waits for a " + typeName(condition) + owner(blocked);
        };
    }

    private static String end(@Nullable Object joins, Monitors monitors) {
        if (!(joins instanceof AppThread joined)) {
            return "waits for a pool to end";
        }
        String text = "waits for " + joined.name() + " to end";
        Carrier ending = joined.carrier();
        if (ending == null || ending.waiting() == Carrier.Wait.NOTHING || ending.joins() != null) {
            return text; // of several that join each other the text might have no end
        }
        return text + ", which " + wait(ending, monitors) + place(ending) + ",";
    }

    private static String owner(Carrier parked) {
        Carrier owner = WaitCircle.lockOwner(parked);
        return owner == null ? "" : ", which " + owner.whose() + " has,";
    }

    private static String typeName(Object object) {
        String name = object.getClass().getName();
        // What follows is how the JDK makes a lock fair; or it counts, or is an address.
        int end = name.indexOf(LockOwners.isLock(object) ? "$" : "$$");
        return end < 0 ? name : name.substring(0, end);
    }

    private static String place(Carrier blocked) {
        for (StackTraceElement frame : blocked.getStackTrace()) {
            if (frame.getModuleName() == null
                    && !frame.getClassName().startsWith("dev.pekkosim.agent.")
                    && !frame.getClassName().startsWith("dev.pekkosim.engine.")) {
                return " in " + StackLine.of(frame);
            }
        }
        return "";
    }
}
