/** Classes with points and properties, which the agent rewrites as they load. */
@NullMarked
package com.acme.points;

import org.jspecify.annotations.NullMarked;
