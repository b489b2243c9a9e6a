// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.buggify.spi;

import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A place in a source.
 *
 * @param className the binary name of the class, empty if unknown
 * @param function the name of the method, empty if unknown
 * @param file the name of the source file without its folder, empty if unknown
 * @param line from 1, or 0 if unknown
 * @since 0.1.0
 */
public record SourceLocation(String className, String function, String file, int line) {

    /** Checks the line. */
    public SourceLocation {
        if (line < 0) {
            throw new IllegalArgumentException(
                    "line must be 0 if unknown, else positive, but is " + line);
        }
    }

    /** No place. */
    public static final SourceLocation UNKNOWN = new SourceLocation("", "", "", 0);

    /**
     * Where the current thread called a class: the nearest frame below that class's own. It walks
     * the stack, which takes microseconds.
     *
     * @param entry the class whose caller is meant
     * @return {@link #UNKNOWN} if the class is not on the stack
     */
    public static SourceLocation callerOf(Class<?> entry) {
        String name = entry.getName();
        Predicate<StackWalker.StackFrame> isEntry =
                frame -> frame.getClassName().equals(name);
        Optional<SourceLocation> caller = StackWalker.getInstance()
                .walk(frames -> frames.dropWhile(isEntry.negate())
                        .dropWhile(isEntry)
                        .findFirst()
                        .map(SourceLocation::of));
        return caller.orElse(UNKNOWN);
    }

    private static SourceLocation of(StackWalker.StackFrame frame) {
        @Nullable String file = frame.getFileName();
        return new SourceLocation(
                frame.getClassName(),
                frame.getMethodName(),
                file == null ? "" : file,
                Math.max(0, frame.getLineNumber()));
    }

    /** As in a stack trace: {@code com.acme.Bank.debit(Bank.java:42)}. */
    @Override
    public String toString() {
        if (className.isEmpty()) {
            return "unknown";
        }
        String place = file.isEmpty() ? "unknown source" : line > 0 ? file + ":" + line : file;
        return className + "." + function + "(" + place + ")";
    }
}
