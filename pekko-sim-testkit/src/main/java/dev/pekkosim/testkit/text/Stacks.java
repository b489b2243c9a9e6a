// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.testkit.text;

import dev.pekkosim.engine.Internal;
import java.io.PrintWriter;
import java.io.StringWriter;

/**
 * Stacks of exceptions as people read them.
 *
 * @hidden
 */
@Internal
public final class Stacks {

    private Stacks() {}

    /** The stack of an exception with those of its causes, indented by spaces. */
    public static String of(Throwable thrown) {
        StringWriter written = new StringWriter();
        thrown.printStackTrace(new PrintWriter(written));
        return written.toString().replace("\t", "    ");
    }
}
