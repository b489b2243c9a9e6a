// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.junit;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.spi.FilterReply;
import dev.pekkosim.testkit.text.Stacks;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.slf4j.Marker;
import org.slf4j.helpers.FormattingTuple;
import org.slf4j.helpers.MessageFormatter;

/**
 * Shows a {@link RunLog} what is logged through Logback. A filter before all levels sees it where
 * it is logged, and changes nothing for those who write it. Whoever asks whether a level is on is
 * told so from INFO on, since Pekko would log nothing otherwise; no run depends on levels.
 */
final class LogbackTap extends TurboFilter {

    /** Where Pekko says which actor logs. */
    private static final String SOURCE = "pekkoSource";

    private final RunLog log;

    private LogbackTap(RunLog log) {
        this.log = log;
    }

    /**
     * Does something, and shows what it logs.
     *
     * @param log is shown it
     * @param work does it
     */
    static <T> T during(RunLog log, Supplier<T> work) {
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        LogbackTap tap = new LogbackTap(log);
        tap.setContext(context);
        tap.start();
        context.addTurboFilter(tap);
        try {
            return work.get();
        } finally {
            context.getTurboFilterList().remove(tap);
        }
    }

    @Override
    public FilterReply decide(
            @Nullable Marker marker,
            Logger logger,
            Level level,
            @Nullable String format,
            @Nullable Object @Nullable [] arguments,
            @Nullable Throwable thrown) {
        boolean isSeen = level.isGreaterOrEqual(Level.INFO)
                || level.isGreaterOrEqual(logger.getEffectiveLevel());
        if (!isSeen || !log.isOfTheRun()) {
            return FilterReply.NEUTRAL;
        }
        if (format == null) { // somebody asks whether the level is on
            return FilterReply.ACCEPT;
        }
        log.add(
                level.toString(),
                logger.getName(),
                MDC.get(SOURCE),
                text(format, arguments, thrown));
        return FilterReply.NEUTRAL;
    }

    private static String text(
            String format, @Nullable Object @Nullable [] arguments, @Nullable Throwable thrown) {
        FormattingTuple formatted = thrown == null
                ? MessageFormatter.arrayFormat(format, arguments)
                : MessageFormatter.arrayFormat(format, arguments, thrown);
        Throwable cause = formatted.getThrowable();
        return formatted.getMessage()
                + (cause == null ? "" : "\n" + Stacks.of(cause).strip());
    }
}
