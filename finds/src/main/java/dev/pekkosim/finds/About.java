// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.finds;

import java.util.List;

/**
 * What a program says of itself.
 *
 * @param id the find's, such as {@code PEKKO-6}
 * @param title the find's
 * @param trigger what brings the find about, in a few words
 * @param control what the control does instead
 * @param settings what differs from Pekko's defaults, beside addresses and seed nodes; as HOCON
 * @param telling parts of the log lines that tell the story: lines that have one of them are shown
 */
record About(
        String id,
        String title,
        String trigger,
        String control,
        String settings,
        List<String> telling) {

    About {
        telling = List.copyOf(telling);
    }
}
