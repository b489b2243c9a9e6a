// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.engine.step;

import dev.pekkosim.engine.Internal;

/**
 * What waits within a step, until another step lets it go on.
 *
 * @hidden
 */
@Internal
public interface Blocked {

    /** Told when the step that lets it go on became ready. */
    void resumeIsQueued();

    /** Goes on, unless it must wait longer; the caller is the carrier that has the baton. */
    void goOn();

    /** Whose work it does, what it waits for, and where. */
    String describe();
}
