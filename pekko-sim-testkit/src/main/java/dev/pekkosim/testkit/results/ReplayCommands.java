// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.testkit.results;

import dev.pekkosim.engine.Internal;
import java.util.List;
import java.util.Optional;

/**
 * The commands that execute a run again.
 *
 * @param replay each executes it once; of which tools, is theirs to say
 * @param verify finds where two executions of it part, where there is such a command
 * @hidden
 */
@Internal
public record ReplayCommands(List<String> replay, Optional<String> verify) {

    /** Of a run that nobody executes again. */
    static final ReplayCommands NONE = new ReplayCommands(List.of(), Optional.empty());

    /** One that executes it. */
    public static ReplayCommands of(String replay) {
        return new ReplayCommands(List.of(replay), Optional.empty());
    }

    /** Copies the list. */
    public ReplayCommands {
        replay = List.copyOf(replay);
    }
}
