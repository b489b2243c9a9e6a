// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.engine;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an execution of a seed came to.
 *
 * @param seed the seed
 * @param hash the run's hash
 * @param steps how many steps ran
 * @param virtualNanos virtual time that passed
 * @param failure why it failed, or null if it passed
 * @param writtenFiles the files that it wrote, sorted
 * @since 0.1.0
 */
public record Outcome(
        long seed,
        long hash,
        long steps,
        long virtualNanos,
        @Nullable Failure failure,
        List<WrittenFile> writtenFiles) {}
