// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.buggify;

import dev.pekkosim.buggify.spi.Assertion;
import dev.pekkosim.buggify.spi.AssertionKind;
import dev.pekkosim.buggify.spi.Details;
import dev.pekkosim.buggify.spi.PropertyOutput;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Map;

/**
 * Logs what failed: the first time of each message, the 10th, the 100th and so on; and what was met
 * for the first time, at debug level.
 */
final class LogOutput implements PropertyOutput {

    private final Logger logger;
    private final Outcomes outcomes;

    LogOutput(Logger logger) {
        this.logger = logger;
        this.outcomes = new Outcomes();
    }

    @Override
    public void evaluated(Assertion assertion) {
        long count = outcomes.count(assertion.message(), assertion.condition());
        if (assertion.isFailure()) {
            if (isPowerOfTen(count)) {
                String times = count == 1 ? "" : " " + count + " times";
                log(Level.WARNING, "property failed" + times + ": ", assertion);
            }
        } else if (count == 1 && assertion.condition() && isMetOnce(assertion.kind())) {
            log(Level.DEBUG, "property met: ", assertion);
        }
    }

    /** Whether being true is news: not that of an always. */
    private static boolean isMetOnce(AssertionKind kind) {
        return !kind.failsWhenFalse();
    }

    private void log(Level level, String what, Assertion assertion) {
        if (logger.isLoggable(level)) {
            StringBuilder line = new StringBuilder(what)
                    .append(assertion.message())
                    .append(", at ")
                    .append(assertion.location().get());
            for (Map.Entry<String, ?> detail : assertion.allDetails().entrySet()) {
                line.append(", ").append(detail.getKey()).append(" = ").append(detail.getValue());
            }
            logger.log(level, line.toString());
        }
    }

    @Override
    public void event(String name, Details details) {
        if (logger.isLoggable(Level.DEBUG)) {
            String text = details.toString();
            logger.log(Level.DEBUG, "event " + name + (text.isEmpty() ? "" : ": " + text));
        }
    }

    private static boolean isPowerOfTen(long count) {
        long rest = count;
        while (rest >= 10 && rest % 10 == 0) {
            rest /= 10;
        }
        return rest == 1;
    }
}
