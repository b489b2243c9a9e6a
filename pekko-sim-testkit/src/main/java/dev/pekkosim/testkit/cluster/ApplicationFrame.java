// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.testkit.cluster;

/** The first line of an application on a stack. */
final class ApplicationFrame {

    private static final String[] OTHERS = {
        "dev.pekkosim.agent.",
        "dev.pekkosim.engine.",
        "dev.pekkosim.dispatcher.",
        "dev.pekkosim.testkit.cluster.",
        "com.typesafe.config.",
        "org.apache.pekko.",
        "scala.",
    };

    private ApplicationFrame() {}

    /** Where it is, such as {@code Counter.java:34: }; empty if no line is the application's. */
    static String of(Throwable thrown) {
        for (StackTraceElement frame : thrown.getStackTrace()) {
            if (frame.getModuleName() == null && !isOther(frame.getClassName())) {
                return frame.getFileName() + ":" + frame.getLineNumber() + ": ";
            }
        }
        return "";
    }

    private static boolean isOther(String type) {
        for (String other : OTHERS) {
            if (type.startsWith(other)) {
                return true;
            }
        }
        return false;
    }
}
