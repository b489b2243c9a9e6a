/** Classes with static initialisers, as applications have them. */
@NullMarked
package com.acme.statics;

import org.jspecify.annotations.NullMarked;
