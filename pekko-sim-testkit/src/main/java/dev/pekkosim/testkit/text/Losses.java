// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.testkit.text;

import dev.pekkosim.engine.Internal;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.util.Locale;

/**
 * Why something could not be written or read, in the words of the operating system.
 *
 * @hidden
 */
@Internal
public final class Losses {

    private Losses() {}

    /** The reason without the name of the file. */
    public static String reason(IOException e) {
        String reason = e instanceof FileSystemException of ? of.getReason() : e.getMessage();
        return reason == null || reason.isBlank() ? e.getClass().getSimpleName() : reason;
    }

    /**
     * Whether the reason is that nobody reads a pipe any more; systems of all languages name the
     * pipe.
     */
    public static boolean isClosedPipe(String reason) {
        return reason.toLowerCase(Locale.ROOT).contains("pipe");
    }
}
