/** What stands for a logger: the agent leaves this package alone. */
@NullMarked
package ch.qos.logback;

import org.jspecify.annotations.NullMarked;
