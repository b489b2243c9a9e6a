// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.engine;

/**
 * A line of a stack as texts tell it.
 *
 * @hidden
 */
@Internal
public final class StackLine {

    private StackLine() {}

    /**
     * As in a stack trace, such as {@code com.acme.Account.debit(Account.java:42)}, but without
     * module and class loader, which differ from JDK to JDK.
     *
     * @param frame the frame
     */
    public static String of(StackTraceElement frame) {
        String file = frame.getFileName();
        int line = frame.getLineNumber(); // negative in a method that was rewritten
        return frame.getClassName() + "." + frame.getMethodName() + "("
                + (file == null ? "no source" : line < 0 ? file : file + ":" + line) + ")";
    }
}
