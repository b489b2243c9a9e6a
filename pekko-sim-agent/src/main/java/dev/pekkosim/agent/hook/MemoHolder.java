// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.agent.hook;

import org.jspecify.annotations.Nullable;

/**
 * An immutable object that holds what runs have made of it. The agent has the class of
 * configurations implement it.
 */
public interface MemoHolder {

    /** What it holds; null at first. */
    @Nullable
    Object simMemo();

    /** Has it hold something. */
    void simMemo(Object memo);
}
