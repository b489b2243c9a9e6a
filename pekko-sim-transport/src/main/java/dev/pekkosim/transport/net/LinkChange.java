// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.transport.net;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * A latency or a bandwidth that links have instead of the network's until it is ended. Of several
 * on one link that counts which was made last and is not ended.
 *
 * @param <T> what is changed
 * @since 0.1.0
 */
public final class LinkChange<T> {

    private final T value;
    private final List<Changes<T>> changes;

    private LinkChange(T value, List<Changes<T>> changes) {
        this.value = value;
        this.changes = changes;
    }

    /**
     * Begins one.
     *
     * @param value what the links have from now on
     * @param changes those of each link
     */
    static <T> LinkChange<T> begin(T value, List<Changes<T>> changes) {
        LinkChange<T> change = new LinkChange<>(value, changes);
        changes.forEach(ofLink -> ofLink.begin(change));
        return change;
    }

    /** Ends it: the links have what they would have without it. Doing it again does nothing. */
    public void end() {
        changes.forEach(ofLink -> ofLink.end(this));
    }

    /** Whether it is not ended. */
    public boolean isActive() {
        return changes.stream().anyMatch(ofLink -> ofLink.active.contains(this));
    }

    @Override
    public String toString() {
        return value.toString();
    }

    /**
     * The changes of one kind at one link.
     *
     * @param <T> what is changed
     */
    static final class Changes<T> {

        private final Supplier<T> usual;
        private final Runnable changed;
        private final List<LinkChange<T>> active = new ArrayList<>();

        /**
         * None yet.
         *
         * @param usual what the link has without any
         * @param changed told when the link has something else than before
         */
        Changes(Supplier<T> usual, Runnable changed) {
            this.usual = usual;
            this.changed = changed;
        }

        /** What the link has. */
        T value() {
            return active.isEmpty() ? usual.get() : active.get(active.size() - 1).value;
        }

        private void begin(LinkChange<T> change) {
            alter(() -> active.add(change));
        }

        private void end(LinkChange<T> change) {
            alter(() -> active.remove(change));
        }

        private void alter(Runnable act) {
            T before = value();
            act.run();
            if (!value().equals(before)) {
                changed.run();
            }
        }
    }
}
