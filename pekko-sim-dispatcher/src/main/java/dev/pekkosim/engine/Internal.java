// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.engine;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks what is public only because Java's packages need it: another package of pekko-sim uses it.
 * It is not for users, changes without notice, and is left out of the Javadoc.
 *
 * <p>What carries it has {@code @hidden} as the last tag of its doc comment, since that is what the
 * standard doclet goes by. What is marked as a whole, such as a class, needs no mark on its
 * members. Kept in class files, where tests of the architecture see it, and not at run time.
 *
 * @since 0.1.0
 */
@Retention(RetentionPolicy.CLASS)
@Target({ElementType.TYPE, ElementType.METHOD, ElementType.CONSTRUCTOR, ElementType.FIELD})
public @interface Internal {}
