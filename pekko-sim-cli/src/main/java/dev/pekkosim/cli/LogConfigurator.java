// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.spi.ContextAwareBase;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * Sets up Logback: Pekko has much to say under chaos, so its log is off unless asked for, and then
 * goes to standard error. Found by Logback as a service; reading a file of XML instead would make
 * every start slower.
 */
public final class LogConfigurator extends ContextAwareBase implements Configurator {

    /** Called by Logback. */
    public LogConfigurator() {}

    @Override
    public ExecutionStatus configure(LoggerContext context) {
        PatternLayoutEncoder encoder = new PatternLayoutEncoder();
        encoder.setContext(context);
        encoder.setPattern("%-5level %logger{36} [%X{pekkoSource}] %msg%n");
        encoder.start();
        ConsoleAppender<ILoggingEvent> appender = new ConsoleAppender<>();
        appender.setContext(context);
        appender.setName("stderr");
        appender.setTarget("System.err");
        appender.setEncoder(encoder);
        appender.start();
        Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        root.addAppender(appender);
        root.setLevel(Level.OFF);
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }

    /**
     * Sets whether the log is shown: warnings and errors, or what {@code pekko.loglevel} asks for
     * where it is set for the JVM.
     *
     * @param shown whether it is
     */
    static void show(boolean shown) {
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
            context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME)
                    .setLevel(shown ? level(System.getProperty("pekko.loglevel")) : Level.OFF);
        }
    }

    /** Logback's level for one of Pekko's. */
    static Level level(@Nullable String pekko) {
        String name = pekko == null ? "WARNING" : pekko.toUpperCase(Locale.ROOT);
        return Level.toLevel(name.equals("WARNING") ? "WARN" : name, Level.WARN);
    }
}
