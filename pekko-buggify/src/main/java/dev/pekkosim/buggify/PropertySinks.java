// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.buggify;

import dev.pekkosim.buggify.spi.GuardedOutputs;
import dev.pekkosim.buggify.spi.JsonLines;
import dev.pekkosim.buggify.spi.JsonOutput;
import dev.pekkosim.buggify.spi.PropertyOutput;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Chooses where properties go in production: nowhere, unless a setting says otherwise. */
final class PropertySinks {

    static final String LOGGER = "dev.pekkosim.buggify";
    static final String PROPERTY = "pekko.buggify.properties";
    static final String VARIABLE = "PEKKO_BUGGIFY_PROPERTIES";
    static final String ANTITHESIS = "ANTITHESIS_SDK_LOCAL_OUTPUT";

    private PropertySinks() {}

    /** What the settings of this JVM ask for, null for nothing. It never throws. */
    static @Nullable PropertySink configured() {
        try {
            return configured(
                    System::getProperty,
                    System::getenv,
                    PropertySinks::logger,
                    PropertyCounts.COUNTED);
        } catch (RuntimeException | LinkageError e) {
            // Whatever is wrong with the settings or the logger: an application starts without.
            return null;
        }
    }

    private static Logger logger() {
        return System.getLogger(LOGGER);
    }

    /**
     * What some settings ask for.
     *
     * @param property finds a system property
     * @param variable finds an environment variable
     * @param logger makes the logger, which is not made if it is not needed: that may take long
     * @param counts where to count
     */
    static @Nullable PropertySink configured(
            Function<String, @Nullable String> property,
            Function<String, @Nullable String> variable,
            Supplier<Logger> logger,
            Outcomes counts) {
        @Nullable String file = variable.apply(ANTITHESIS);
        @Nullable String mode = property.apply(PROPERTY);
        String setting = PROPERTY;
        if (mode == null) {
            mode = variable.apply(VARIABLE);
            setting = VARIABLE;
        }
        boolean hasFile = file != null && !file.isBlank();
        if (!hasFile && (mode == null || mode.equals("off"))) {
            return null;
        }
        Logger made = logger.get();
        List<PropertyOutput> outputs = new ArrayList<>();
        if (file != null && hasFile) {
            addFile(outputs, file, made);
        }
        if (mode != null) {
            addMode(outputs, mode, setting, made, counts);
        }
        return outputs.isEmpty()
                ? null
                : new PropertySink(new GuardedOutputs(
                        outputs, (text, cause) -> made.log(Level.WARNING, text, cause)));
    }

    private static void addFile(List<PropertyOutput> outputs, String file, Logger logger) {
        try {
            outputs.add(new JsonOutput(
                    JsonLines.appendingTo(file),
                    file,
                    (text, cause) -> logger.log(Level.WARNING, text, cause)));
        } catch (UncheckedIOException e) {
            logger.log(
                    Level.WARNING,
                    ANTITHESIS + " is '" + file + "', which cannot be written: " + e.getMessage());
        }
    }

    private static void addMode(
            List<PropertyOutput> outputs,
            String mode,
            String setting,
            Logger logger,
            Outcomes counts) {
        switch (mode) {
            case "off" -> {}
            case "log" -> outputs.add(new LogOutput(logger));
            case "count" -> outputs.add(new CountOutput(counts));
            default ->
                logger.log(
                        Level.WARNING,
                        setting + " must be one of off, log, count, but is '" + mode
                                + "': properties are off");
        }
    }
}
