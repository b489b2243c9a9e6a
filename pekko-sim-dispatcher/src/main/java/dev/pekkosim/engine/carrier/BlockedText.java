package dev.pekkosim.engine.carrier;

import dev.pekkosim.engine.step.Step;

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
            case END -> "waits for a thread or a pool to end";
            case MONITOR, NOTIFICATION -> "waits to be notified";
            case PERMIT ->
                condition == null || condition == Step.NOTHING
                        ? "is parked"
                        : "waits for a " + typeName(condition);
        };
    }

    private static String typeName(Object object) {
        String name = object.getClass().getName();
        int end = name.indexOf("$$"); // what follows counts or is an address
        return end < 0 ? name : name.substring(0, end);
    }

    private static String place(Carrier blocked) {
        for (StackTraceElement frame : blocked.getStackTrace()) {
            if (frame.getModuleName() == null
                    && !frame.getClassName().startsWith("dev.pekkosim.agent.")
                    && !frame.getClassName().startsWith("dev.pekkosim.engine.")) {
                return " in " + frame.getClassName() + "." + frame.getMethodName() + ":"
                        + frame.getLineNumber();
            }
        }
        return "";
    }
}
