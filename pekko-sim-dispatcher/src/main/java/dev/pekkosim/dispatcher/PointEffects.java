// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.dispatcher;

import dev.pekkosim.engine.Internal;
import org.jspecify.annotations.Nullable;

/**
 * What points that are placed in methods of Pekko do there, where leaving the method out is not
 * all. Keeps no state of a run.
 *
 * @hidden
 */
@Internal
public interface PointEffects {

    /** Nothing. */
    PointEffects NONE = new PointEffects() {
        @Override
        public boolean mayFire(String name, Object self, @Nullable Object argument) {
            return true;
        }

        @Override
        public void leftOut(String name, Object self, @Nullable Object argument) {}

        @Override
        public Object argument(String name, Object self, Object argument) {
            return argument;
        }
    };

    /**
     * Whether a point may fire now, since it would do something and that is legal. Asked before
     * anything is drawn.
     *
     * @param name the name of the point
     * @param self the object whose method it is
     * @param argument the argument that the point looks at, or null
     */
    boolean mayFire(String name, Object self, @Nullable Object argument);

    /**
     * Does what the method that is left out would do in the event that is modelled.
     *
     * @param name the name of the point
     * @param self the object whose method it is
     * @param argument the argument that the point looks at, or null
     */
    void leftOut(String name, Object self, @Nullable Object argument);

    /**
     * Does what a point does that has fired.
     *
     * @param name the name of the point
     * @param self the object whose method it is
     * @param argument the argument that the point looks at
     * @return the argument with which the method goes on
     */
    Object argument(String name, Object self, Object argument);
}
